import { Name } from '../language/reader';
import { formatPeriod } from '../language/periods';
import type { View } from '../values/view';
import type { Series } from '../values/panel';
import { FanChart } from './FanChart';
import type { Forecast, ForecastArea } from './forecast';
import type { ForecastTexts } from './texts';

const historyCycles = { year: 14, quarter: 20, month: 48 };

interface ForecastResultProps {
  view: View;
  texts: ForecastTexts;
  forecast: Forecast;
  area: ForecastArea;
  series: Series | undefined;
}

/** What is expected, how sure that is, and how good past forecasts were: in words, as a fan chart and as a table. */
export function ForecastResult({ view, texts, forecast, area, series }: ForecastResultProps) {
  const { language } = view.reader;
  const end = area.rows.at(-1);
  if (!end) return <p class="forecast-none">{texts.none}</p>;
  const history = [...(series?.rows.values() ?? [])]
    .filter((row) => row.value !== null && row.period <= forecast.origin)
    .map((row) => ({ period: row.period, value: row.value! }))
    .sort((a, b) => (a.period < b.period ? -1 : 1))
    .slice(-historyCycles[view.question.frequency]);
  const wide = end.intervals.at(-1)!;
  const name = view.areaName(area.area);
  const label = texts.chart(name, formatPeriod(forecast.origin, language), formatPeriod(end.period, language), view.measure(end.value), view.number(wide.lower), view.number(wide.upper));
  return (
    <>
      <ul class="forecast-words">
        {area.words[language].map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
      <FanChart history={history} rows={area.rows} number={(value) => view.number(value)} label={label} />
      <ul class="forecast-legend" aria-hidden="true">
        <li class="of-published">{texts.published}</li>
        <li class="of-expected">{texts.expected}</li>
        {end.intervals.map(({ level }, index) => <li key={level} class={index === 0 ? 'of-near' : 'of-wide'}>{texts.interval(Math.round(level * 100))}</li>)}
      </ul>
      <ul class="forecast-notes">
        {[area.why, ...forecast.notes, ...area.warnings].map((note, index) => <li key={index}><Name of={note.text} /></li>)}
      </ul>
      <details>
        <summary>{texts.table}</summary>
        <ForecastTable view={view} texts={texts} area={area} name={name} />
      </details>
      <p>
        <a href={`/v1/forecasts/backtest?indicator=${view.detail.id}&area=${encodeURIComponent(area.area)}&frequency=${view.question.frequency}&format=html&lang=${language}`}>{texts.backtest}</a>
      </p>
    </>
  );
}

function ForecastTable({ view, texts, area, name }: { view: View; texts: ForecastTexts; area: ForecastArea; name: string }) {
  return (
    <div class="forecast-box" tabIndex={0} role="region" aria-label={texts.caption(name)}>
      <table class="forecast-table">
        <caption>{`${texts.caption(name)} (${view.unit}). ${texts.markExplained}`}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.period}</th>
            <th scope="col">{texts.expected}</th>
            {area.rows[0]!.intervals.map(({ level }) => <th key={level} scope="col">{texts.interval(Math.round(level * 100))}</th>)}
          </tr>
        </thead>
        <tbody>
          {area.rows.map((row) => (
            <tr key={row.period}>
              <th scope="row">{formatPeriod(row.period, view.reader.language)}</th>
              <td>{view.number(row.value)} <abbr title={texts.forecast}>{texts.mark}</abbr></td>
              {row.intervals.map(({ level, lower, upper }) => <td key={level}>{`${view.number(lower)} – ${view.number(upper)}`}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
