import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import { languageNames, languages } from '../language/languages';
import { useReader } from '../language/reader';

/** The page in its other languages; each link speaks its own. */
export function LanguageLinks({ navigation }: { navigation: Navigation }) {
  const { t, language } = useReader();
  return (
    <nav class="languages" aria-label={t.languageChoice}>
      <ul>
        {languages.map((one) => (
          <li key={one}>
            <Link navigation={navigation} to={{ language: one }} current={one === language} lang={one}>
              {languageNames[one]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
