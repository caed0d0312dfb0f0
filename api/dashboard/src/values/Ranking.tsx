import type { Navigation } from '../address/useAddress';
import { formatPeriod } from '../language/periods';
import { CellValue } from './CellValue';
import { Mark } from './Mark';
import { colourOf } from './marks';
import { rank } from './rank';
import { valueAt } from './panel';
import type { View } from './view';

interface RankingProps {
  view: View;
  period: string;
  navigation: Navigation;
}

/** The values of one period as bars, ordered; wholes such as the network lie among the municipalities without a place of their own. */
export function Ranking({ view, period, navigation }: RankingProps) {
  const { t, language } = view.reader;
  const { places, low, high } = rank(view, period);
  const share = (value: number) => (100 * (value - low)) / (high - low || 1);
  return (
    <section class="card ranking" aria-labelledby="ranking-title">
      <header class="card-head">
        <h2 id="ranking-title">{t.ranking}</h2>
        <label class="inline">
          <span class="hidden">{t.rankingPeriod}</span>
          <select value={period} onChange={(event) => navigation.go({ period: event.currentTarget.value })}>
            {[...view.panel.valued].reverse().map((one) => (
              <option key={one} value={one}>
                {formatPeriod(one, language)}
              </option>
            ))}
          </select>
        </label>
      </header>
      <p class="card-unit">
        {t.directions[view.detail.direction]} · {view.detail.direction === 'lower' ? t.ascending : t.descending} · {view.unit}
      </p>
      <ol class="bars">
        {places.map(({ series, place }) => {
          const value = valueAt(series, period);
          const row = series.rows.get(period);
          return (
            <li key={series.key} class={series === view.main ? 'bar main' : 'bar'}>
              <span class="bar-place">{place === null ? '' : `${place}.`}</span>
              <span class="bar-name">
                <Mark position={view.colour(series)} />
                {view.name(series)}
              </span>
              <span class={value === null ? 'bar-reason' : 'bar-value'}>{row ? <CellValue view={view} series={series} row={row} navigation={navigation} /> : '··'}</span>
              {value !== null && (
                <svg class="bar-drawing" aria-hidden="true">
                  <rect class="bar-track" width="100%" height="100%" />
                  <rect x={`${Math.min(share(value), share(0))}%`} width={`${Math.abs(share(value) - share(0))}%`} height="100%" fill={colourOf(view.colour(series))} />
                  {low < 0 && <line x1={`${share(0)}%`} x2={`${share(0)}%`} y1="0" y2="100%" class="bar-zero" />}
                </svg>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
