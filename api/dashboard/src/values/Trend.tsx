import { Name } from '../language/reader';
import { formatPeriod } from '../language/periods';
import { SourceLine } from '../sources/SourceLine';
import { breaksOf } from './breaks';
import { LineChart } from './LineChart';
import { Mark } from './Mark';
import { trendSummary } from './summary';
import type { View } from './view';

/** The lines over time with their legend, a summary in words and the breaks of the series. */
export function Trend({ view, period, choosePeriod }: { view: View; period: string; choosePeriod: (period: string) => void }) {
  const { t, language } = view.reader;
  const breaks = breaksOf(view);
  return (
    <section class="card trend" aria-labelledby="trend-title">
      <header class="card-head">
        <h2 id="trend-title">{t.trend}</h2>
        <p class="card-unit">{view.unit}</p>
      </header>
      <figure>
        <ul class="legend">
          {view.panel.series.map((series) => (
            <li key={series.key} class={series === view.main ? 'main' : ''}>
              <Mark position={view.colour(series)} />
              {view.name(series)}
            </li>
          ))}
        </ul>
        <LineChart view={view} label={trendSummary(view)} period={period} choosePeriod={choosePeriod} />
        <figcaption>
          <SourceLine detail={view.detail} />
          {view.panel.pointsOnly && <p>{t.pointsOnly}</p>}
          {breaks.length > 0 && (
            <ol class="breaks" aria-label={t.breaks}>
              {breaks.map((one) => (
                <li key={one.period}>
                  <strong>{t.seriesBreak(formatPeriod(one.period, language))}</strong>: <Name of={one.reason} />
                </li>
              ))}
            </ol>
          )}
        </figcaption>
      </figure>
    </section>
  );
}
