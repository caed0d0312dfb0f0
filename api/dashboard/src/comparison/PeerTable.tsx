import { Name } from '../language/reader';
import { reasonOf } from '../values/reason';
import type { View } from '../values/view';
import type { ComparisonAnswer, Peer } from './comparison';
import type { ComparisonWords } from './words';

interface PeerTableProps {
  answer: ComparisonAnswer;
  view: View;
  words: ComparisonWords;
  nameOf: (peer: Peer) => string;
  caption: string;
}

/** The comparison as a table: places, municipalities, values with their variation, and why one has none. */
export function PeerTable({ answer, view, words, nameOf, caption }: PeerTableProps) {
  const valued = answer.members.filter((peer) => peer.value !== null);
  const placeOf = (peer: Peer) => 1 + valued.findIndex((other) => other.value === peer.value);
  return (
    <details class="peer-table">
      <summary>{words.table}</summary>
      <div class="peer-table-box" role="group" aria-label={words.table} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.area}</th>
              <th scope="col">{words.place}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.interval}</th>
            </tr>
          </thead>
          <tbody>
            {answer.members.map((peer) => (
              <tr key={peer.area} class={peer.asked ? 'main' : ''}>
                <th scope="row">{nameOf(peer)}</th>
                <td>{peer.value === null ? '' : placeOf(peer)}</td>
                <td>{peer.value === null ? <Absence peer={peer} view={view} words={words} /> : view.number(peer.value)}</td>
                <td>{peer.interval ? `${view.number(peer.interval.low)}–${view.number(peer.interval.high)}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Absence({ peer, view, words }: { peer: Peer; view: View; words: ComparisonWords }) {
  return peer.leftOut ? (
    <>
      {words.leftOut}: {typeof peer.leftOut.text === 'string' ? peer.leftOut.text : <Name of={peer.leftOut.text} />}
    </>
  ) : (
    <>{reasonOf({ area: peer.area, period: '', value: null, status: peer.status ?? 'unknown' }, view.reader)}</>
  );
}
