import { useState } from 'preact/hooks';
import { fetchAnswer } from '../answers/fetch';
import { useAnswer } from '../answers/useAnswer';
import type { Catalog } from '../catalog/catalog';
import { spoken } from '../language/languages';
import { formatPeriod } from '../language/periods';
import { Name } from '../language/reader';
import { Loading } from '../notices/Loading';
import { ProblemNotice } from '../notices/ProblemNotice';
import type { View } from '../values/view';
import { type Choice, comparable, type ComparisonAnswer, comparisonPath, type Peer, type PeerSetName, setsOf } from './comparison';
import { FeatureWeights } from './FeatureWeights';
import { PeerTable } from './PeerTable';
import { Strip } from './Strip';
import { type ComparisonWords, comparisonWords } from './words';

interface ComparisonPanelProps {
  view: View;
  catalog: Catalog;
  period: string;
}

/** "Compared with whom?": the own municipality among chosen peers, in one period. Nothing where the view has no municipality. */
export function ComparisonPanel({ view, catalog, period }: ComparisonPanelProps) {
  const words = comparisonWords[view.reader.language];
  const municipalities = comparable(catalog, view.question.areas);
  const [chosen, setChosen] = useState<Partial<Choice>>({});
  const area = chosen.area !== undefined && municipalities.includes(chosen.area) ? chosen.area : municipalities[0];
  if (area === undefined) return null;

  const sets = setsOf(catalog, area);
  const peers = chosen.peers !== undefined && sets.includes(chosen.peers) ? chosen.peers : sets[0]!;
  const choice: Choice = { area, peers, weights: chosen.weights ?? {} };
  const choose = (change: Partial<Choice>) => setChosen({ ...choice, ...change });
  return (
    <section class="card comparison" aria-labelledby="comparison-title">
      <header class="card-head">
        <h2 id="comparison-title">{words.title}</h2>
        <p class="card-unit">
          {formatPeriod(period, view.reader.language)} · {view.unit}
        </p>
      </header>
      <p class="quiet">{words.intro}</p>
      <div class="comparison-choices">
        <Select label={words.own} value={area} options={municipalities} nameOf={(id) => view.areaName(id)} choose={(id) => choose({ area: id })} />
        <Select label={words.peers} value={peers} options={sets} nameOf={(set) => words.sets[set as PeerSetName]} choose={(set) => choose({ peers: set as PeerSetName, weights: {} })} />
      </div>
      <Compared view={view} words={words} period={period} choice={choice} choose={choose} />
    </section>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly string[];
  nameOf: (option: string) => string;
  choose: (option: string) => void;
}

function Select({ label, value, options, nameOf, choose }: SelectProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ComparedProps {
  view: View;
  words: ComparisonWords;
  period: string;
  choice: Choice;
  choose: (change: Partial<Choice>) => void;
}

function Compared({ view, words, period, choice, choose }: ComparedProps) {
  const path = comparisonPath(view.question, period, choice);
  const { data, problem, loading, retry } = useAnswer<ComparisonAnswer>(path, (signal) => fetchAnswer<ComparisonAnswer>(path, signal));
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  if (!data) return <Loading />;

  const nameOf = (peer: Peer) => spoken(peer.names, view.reader.language).text || peer.area;
  const summary = summaryOf(data, view, words, nameOf);
  return (
    <div class={loading ? 'comparison-answer stale' : 'comparison-answer'} aria-busy={loading}>
      <p class="comparison-summary" role="status">
        {summary}
      </p>
      {data.members.some((peer) => peer.value !== null) && <Strip answer={data} view={view} words={words} nameOf={nameOf} summary={summary} />}
      <Facts data={data} view={view} words={words} />
      <Reservations data={data} words={words} nameOf={nameOf} />
      {data.peers.kind === 'neighbours' && <FeatureWeights features={data.peers.features} words={words} change={(weights) => choose({ weights })} />}
      <PeerTable answer={data} view={view} words={words} nameOf={nameOf} caption={summary} />
    </div>
  );
}

/** Place, how many are on either side, and what can be said of the rank. */
function summaryOf({ position, direction, members }: ComparisonAnswer, view: View, words: ComparisonWords, nameOf: (peer: Peer) => string): string {
  const own = members.find((peer) => peer.asked)!;
  if (position.place === null || position.value === null) return words.noValue(nameOf(own));
  const neutral = direction === 'neutral';
  const place = (neutral ? words.positionNeutral : words.position)(`${nameOf(own)} ${view.measure(position.value)}`, position.place, position.compared);
  const sides = (neutral ? words.sidesNeutral : words.sides)(position.better!, position.worse!, position.same!);
  const rank = position.rank !== null ? words.rank(position.rank) : position.rankBest !== null ? words.ranks(position.rankBest, position.rankWorst!) : '';
  return [place, sides, rank].filter(Boolean).join(' ');
}

function Facts({ data: { statistics }, view, words }: { data: ComparisonAnswer; view: View; words: ComparisonWords }) {
  const facts: [string, string | null][] = [
    [words.median, statistics.median === null ? null : view.measure(statistics.median)],
    [words.quartiles, statistics.lowerQuartile === null ? null : `${view.number(statistics.lowerQuartile)}–${view.measure(statistics.upperQuartile!)}`],
    [words.unweighted, statistics.unweightedMean === null ? null : view.measure(statistics.unweightedMean)],
    [words.weighted, statistics.weightedMean === null ? null : view.measure(statistics.weightedMean)],
  ];
  return (
    <dl class="comparison-facts">
      {facts.filter(([, value]) => value !== null).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Who has no figure, and what must be said beside the comparison. */
function Reservations({ data, words, nameOf }: { data: ComparisonAnswer; words: ComparisonWords; nameOf: (peer: Peer) => string }) {
  const missing = data.members.filter((peer) => data.missing.includes(peer.area));
  const shown = data.caveats.filter((caveat) => !(caveat.code === 'no-rank' && data.position.rankBest !== null));
  if (missing.length === 0 && shown.length === 0) return null;
  return (
    <ul class="comparison-caveats">
      {missing.length > 0 && (
        <li>
          {words.missing} ({missing.length}): {missing.map(nameOf).join(', ')}
        </li>
      )}
      {shown.filter((caveat) => caveat.code !== 'members-missing').map((caveat) => (
        <li key={caveat.code}>{typeof caveat.text === 'string' ? caveat.text : <Name of={caveat.text} />}</li>
      ))}
    </ul>
  );
}
