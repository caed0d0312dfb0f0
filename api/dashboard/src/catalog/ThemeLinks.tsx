import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import { Name, useReader } from '../language/reader';
import { type Catalog, firstOf } from './catalog';

/** The themes; each leads to its first indicator and keeps the chosen areas. */
export function ThemeLinks({ catalog, current, navigation }: { catalog: Catalog; current: string; navigation: Navigation }) {
  const { t } = useReader();
  return (
    <nav class="themes" aria-label={t.themes}>
      <ul>
        {catalog.themes.map((theme) => (
          <li key={theme.id}>
            <Link navigation={navigation} to={toIndicator(firstOf(catalog, theme)!.id)} current={theme.id === current}>
              <Name of={theme.names} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The change of state that leads to an indicator: what belonged to the former one is dropped. */
export const toIndicator = (indicator: string) => ({ indicator, frequency: null, breakdowns: {}, period: null, explain: null });
