import { useReader } from '../language/reader';
import { loadsWords } from '../loads/words';

export function Footer() {
  const { t, language } = useReader();
  return (
    <footer class="footer">
      <p>
        {t.product} · <a href={`loads.html?lang=${language}`}>{loadsWords[language].title}</a> · <a href="swagger">{t.allOfApi}</a>
      </p>
    </footer>
  );
}
