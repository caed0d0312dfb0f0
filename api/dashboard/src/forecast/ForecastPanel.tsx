import { useEffect, useState } from 'preact/hooks';
import { useAnswer } from '../answers/useAnswer';
import type { ValuesAnswer } from '../answers/types';
import { ProblemNotice } from '../notices/ProblemNotice';
import type { View } from '../values/view';
import { type Forecast, forecastOf } from './forecast';
import './forecast.css';
import { ForecastResult } from './ForecastResult';
import { forecastTexts } from './texts';

/** The forecast of one of the areas shown, made when the reader asks for it. */
export function ForecastPanel({ view, values }: { view: View; values: ValuesAnswer }) {
  const texts = forecastTexts[view.reader.language];
  const shown = view.panel.series.filter((series, index, all) => all.findIndex((one) => one.area === series.area) === index);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [share, setShare] = useState(0);
  const area = shown.some((series) => series.area === chosen) ? chosen! : (view.main ?? shown[0])?.area;
  const series = shown.find((one) => one.area === area);
  const question = { indicator: view.detail.id, area: area ?? '', frequency: view.question.frequency, breakdown: series?.members ?? {}, publication: values.publication };
  const key = JSON.stringify(question);
  const answer = useAnswer<Forecast>(asked === key ? key : null, (signal) => forecastOf(question, signal, setShare));
  useEffect(() => setShare(0), [key]);
  if (area === undefined) return null;
  const forecast = answer.data?.areas.find((one) => one.area === area);
  return (
    <section class="card forecast" aria-labelledby="forecast-title" aria-busy={answer.loading}>
      <header class="card-head">
        <h2 id="forecast-title">{texts.title}</h2>
        <p class="card-unit">{view.unit}</p>
      </header>
      <p>{texts.lead}</p>
      <div class="forecast-ask">
        <label>
          {texts.area}{' '}
          <select value={area} onChange={(event) => setChosen(event.currentTarget.value)}>
            {shown.map((one) => <option key={one.area} value={one.area}>{view.areaName(one.area)}</option>)}
          </select>
        </label>
        {asked !== key && <button type="button" onClick={() => setAsked(key)}>{texts.make}</button>}
      </div>
      <p role="status" class="forecast-status">
        {answer.loading && (share > 0 ? texts.share(Math.round(share * 100)) : texts.working)}
      </p>
      {answer.problem && <ProblemNotice problem={answer.problem} retry={answer.retry} />}
      {answer.data && forecast && <ForecastResult view={view} texts={texts} forecast={answer.data} area={forecast} series={series} />}
    </section>
  );
}
