import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import { fetchAnswer } from '../answers/fetch';
import { useAnswer } from '../answers/useAnswer';
import type { Series } from '../values/panel';
import type { View } from '../values/view';
import { briefingPath, type NarrativeAnswer, narrativePath, partsOf, type Sentence } from './narrative';
import { texts } from './texts';

interface SentencesProps {
  view: View;
  series: Series;
  period: string;
  navigation: Navigation;
}

/** What the emphasised area's figure says, in sentences; each value leads to where it comes from. */
export function Sentences({ view, series, period, navigation }: SentencesProps) {
  const { language } = view.reader;
  const t = texts[language];
  const path = narrativePath(view.question, series.area, period, series.members, language);
  const answer = useAnswer<NarrativeAnswer>(path, (signal) => fetchAnswer(path, signal));
  return (
    <section class="card narrative" aria-labelledby="narrative-title" aria-busy={answer.loading}>
      <header class="card-head">
        <h2 id="narrative-title">{t.title}</h2>
        <a class="narrative-briefing" href={briefingPath(series.area, language)}>
          {t.briefing(view.areaName(series.area))}
        </a>
      </header>
      {answer.problem && <p>{t.failed}</p>}
      {!answer.loading && answer.data?.sentences.map((sentence) => <Told key={sentence.question} sentence={sentence} members={series.members} navigation={navigation} whence={t.whence} />)}
    </section>
  );
}

function Told({ sentence, members, navigation, whence }: { sentence: Sentence; members: Record<string, string>; navigation: Navigation; whence: string }) {
  return (
    <p class={`narrative-${sentence.question}`}>
      {partsOf(sentence).map(({ text, number }, index) =>
        number === null ? (
          text
        ) : (
          <Link key={index} class="cell" navigation={navigation} to={{ explain: { area: number.area, period: number.period!, members } }}>
            {text}
            <span class="hidden"> ({whence})</span>
          </Link>
        ),
      )}
    </p>
  );
}
