import { useId, useState } from 'preact/hooks';
import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import type { Indicator, Theme } from '../answers/types';
import { Name, useReader } from '../language/reader';
import { type Catalog, indicatorsOf, matches } from './catalog';
import { toIndicator } from './ThemeLinks';

interface IndicatorListProps {
  catalog: Catalog;
  /** The chosen indicator, or undefined when the address names none that exists. */
  current: Indicator | undefined;
  navigation: Navigation;
}

/** The indicators of the current theme, and a search that goes through all themes. */
export function IndicatorList({ catalog, current, navigation }: IndicatorListProps) {
  const { t, language } = useReader();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const field = useId();
  const sought = search.trim();
  const groups = catalog.themes
    .filter((theme) => sought !== '' || !current || theme.id === current.theme)
    .map((theme) => ({ theme, found: indicatorsOf(catalog, theme).filter((one) => sought === '' || matches(one, sought, language)) }))
    .filter((group) => group.found.length > 0);
  const count = groups.reduce((sum, group) => sum + group.found.length, 0);
  const choose = () => {
    setOpen(false);
    setSearch('');
  };

  return (
    <nav class="indicators" aria-label={t.indicators}>
      <button type="button" class="indicators-toggle" aria-expanded={open} aria-controls={`${field}-panel`} onClick={() => setOpen(!open)}>
        {t.chooseIndicator}
      </button>
      <div id={`${field}-panel`} class={open ? 'indicators-panel open' : 'indicators-panel'}>
        <label class="hidden" for={field}>
          {t.findIndicator}
        </label>
        <input id={field} type="search" class="field" placeholder={t.findIndicator} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        <p class="hidden" role="status">
          {sought === '' ? '' : count === 0 ? t.noIndicatorFound(sought) : t.indicatorCount(count)}
        </p>
        {count === 0 && <p class="quiet">{t.noIndicatorFound(sought)}</p>}
        <div onClick={(event) => event.target instanceof Element && event.target.closest('a') && choose()}>
          {groups.map((group) => (
            <Group key={group.theme.id} theme={group.theme} indicators={group.found} current={current} navigation={navigation} />
          ))}
        </div>
      </div>
    </nav>
  );
}

function Group({ theme, indicators, current, navigation }: { theme: Theme; indicators: Indicator[]; current: Indicator | undefined; navigation: Navigation }) {
  const { t } = useReader();
  return (
    <>
      <p class="indicators-theme" id={`theme-${theme.id}`}>
        <Name of={theme.names} />
      </p>
      <ul aria-labelledby={`theme-${theme.id}`}>
        {indicators.map((indicator) => (
          <li key={indicator.id}>
            <Link navigation={navigation} to={toIndicator(indicator.id)} current={indicator.id === current?.id}>
              <Name of={indicator.names} />
              {indicator.synthetic && ' '}
              {indicator.synthetic && <span class="tag">{t.syntheticTag}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
