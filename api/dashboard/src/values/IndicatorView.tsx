import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Navigation } from '../address/useAddress';
import { useAnswer } from '../answers/useAnswer';
import { AreaPicker } from '../areas/AreaPicker';
import type { Catalog } from '../catalog/catalog';
import { ComparisonPanel } from '../comparison/ComparisonPanel';
import { ForecastPanel } from '../forecast/ForecastPanel';
import { spoken } from '../language/languages';
import { Name, useReader } from '../language/reader';
import { LineageDialog } from '../lineage/LineageDialog';
import { Sentences } from '../narrative/Sentences';
import { Loading } from '../notices/Loading';
import { ProblemNotice } from '../notices/ProblemNotice';
import { SyntheticNotice } from '../notices/SyntheticNotice';
import { About } from '../sources/About';
import { Cite } from '../sources/Cite';
import { Choices } from './Choices';
import { Headline } from './Headline';
import { ask, type Answered, type Question, valuesPath } from './question';
import { Ranking } from './Ranking';
import { Trend } from './Trend';
import { ValuesTable } from './ValuesTable';
import { viewOf } from './view';

interface IndicatorViewProps {
  question: Question;
  catalog: Catalog;
  navigation: Navigation;
}

/** One indicator: what it tells, the reader's choices, and its values as line chart, ranking and table. */
export function IndicatorView({ question, catalog, navigation }: IndicatorViewProps) {
  const { t, language } = useReader();
  const { indicator } = question;
  const answer = useAnswer<Answered>(valuesPath(question), (signal) => ask(question, signal));
  const answered = answer.data?.question.indicator.id === indicator.id ? answer.data : null; // never one indicator's values under another's name
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (answered && !answer.loading) setAnnouncement(t.ready(spoken(indicator.names, language).text));
  }, [answer.data, answer.loading]);

  return (
    <main id="content" tabIndex={-1} aria-busy={answer.loading}>
      {indicator.synthetic && <SyntheticNotice />}
      <h1>
        <Name of={indicator.names} />
      </h1>
      <p class="description">
        <Name of={indicator.descriptions} />
      </p>
      <section class="choices" aria-label={t.view}>
        <AreaPicker catalog={catalog} areas={question.areas} navigation={navigation} />
        {answered && <Choices question={question} detail={answered.detail} navigation={navigation} />}
      </section>
      <p class="hidden" role="status">
        {announcement}
      </p>
      {answer.problem && <ProblemNotice problem={answer.problem} retry={answer.retry} />}
      {!answered && !answer.problem && <Loading />}
      {answered && <Figures answered={answered} stale={answer.loading} catalog={catalog} navigation={navigation} />}
    </main>
  );
}

interface FiguresProps {
  answered: Answered;
  stale: boolean;
  catalog: Catalog;
  navigation: Navigation;
}

function Figures({ answered, stale, catalog, navigation }: FiguresProps) {
  const reader = useReader();
  const view = useMemo(() => viewOf(answered, catalog, reader), [answered, catalog, reader]);
  const { period: asked, explain } = navigation.address;
  const period = asked !== null && view.panel.valued.includes(asked) ? asked : view.panel.valued.at(-1);
  return (
    <div class={stale ? 'figures stale' : 'figures'}>
      {period === undefined ? (
        <div class="notice">
          <h2>{reader.t.nothingTitle}</h2>
          <p>{reader.t.nothingText}</p>
        </div>
      ) : (
        <>
          <Headline view={view} period={period} navigation={navigation} />
          {view.panel.valued.length > 1 && <Trend view={view} period={period} choosePeriod={(chosen) => navigation.go({ period: chosen })} />}
          <Ranking view={view} period={period} navigation={navigation} />
          {view.main && <Sentences view={view} series={view.main} period={period} navigation={navigation} />}
          <ComparisonPanel view={view} catalog={catalog} period={period} />
        </>
      )}
      {view.panel.periods.length > 0 && <ValuesTable view={view} navigation={navigation} />}
      {period !== undefined && <ForecastPanel view={view} values={answered.values} />}
      <About view={view} values={answered.values} />
      {answered.values.citation && <Cite citation={answered.values.citation} />}
      {explain && <LineageDialog key={JSON.stringify(explain)} cell={explain} view={view} navigation={navigation} />}
    </div>
  );
}
