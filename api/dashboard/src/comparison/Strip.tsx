import type { View } from '../values/view';
import { type ComparisonAnswer, dots, type Peer, scaleOf } from './comparison';
import type { ComparisonWords } from './words';

interface StripProps {
  answer: ComparisonAnswer;
  view: View;
  words: ComparisonWords;
  nameOf: (peer: Peer) => string;
  /** What the picture shows, in words. */
  summary: string;
}

const rowHeight = 11; // px between dots above each other
const ownRadius = 8;
const otherRadius = 5;
const below = 26; // px for the numbers of the scale

/** The values as dots over the middle half and the median; the own municipality is larger, darker and named. */
export function Strip({ answer, view, words, nameOf, summary }: StripProps) {
  const scale = scaleOf(answer);
  const placed = dots(answer.members, scale);
  const rows = Math.max(1, ...placed.map((dot) => Math.abs(dot.row)));
  const middle = 30 + rows * rowHeight;
  const height = middle + rows * rowHeight + 16 + below;
  const { lowerQuartile, median, upperQuartile } = answer.statistics;
  const { interval } = answer.position;
  const own = placed.find((dot) => dot.peer.asked);
  return (
    <>
      <svg class="strip" height={height} role="img" aria-label={words.chart(summary)}>
        {lowerQuartile !== null && upperQuartile !== null && (
          <rect class="strip-box" x={`${scale(lowerQuartile)}%`} width={`${scale(upperQuartile) - scale(lowerQuartile)}%`} y="22" height={height - below - 26} />
        )}
        {median !== null && <line class="strip-median" x1={`${scale(median)}%`} x2={`${scale(median)}%`} y1="16" y2={height - below} />}
        <line class="strip-axis" x1="0" x2="100%" y1={height - below} y2={height - below} />
        {interval && own && <line class="strip-interval" x1={`${scale(interval.low)}%`} x2={`${scale(interval.high)}%`} y1={middle} y2={middle} />}
        {[...placed].reverse().map(({ peer, across, row }) => (
          <circle
            key={peer.area} class={peer.asked ? 'strip-dot own' : 'strip-dot'} cx={`${across}%`} cy={middle - row * rowHeight} r={peer.asked ? ownRadius : otherRadius}
          >
            <title>{`${nameOf(peer)}: ${view.measure(peer.value!)}`}</title>
          </circle>
        ))}
        {own && (
          <text class="strip-name" x={`${own.across}%`} y="12" text-anchor={anchor(own.across)}>
            {nameOf(own.peer)}
          </text>
        )}
        {ends(answer).map((value) => (
          <text key={value} class="strip-number" x={`${scale(value)}%`} y={height - 6} text-anchor={anchor(scale(value))}>
            {view.number(value)}
          </text>
        ))}
      </svg>
      <ul class="strip-legend" aria-hidden="true">
        <li><svg class="mark"><circle class="strip-dot own" cx="50%" cy="50%" r="45%" /></svg>{words.chartLegend.own}</li>
        <li><svg class="mark"><circle class="strip-dot" cx="50%" cy="50%" r="35%" /></svg>{words.chartLegend.others}</li>
        {median !== null && <li><svg class="mark"><rect class="strip-box" width="100%" height="100%" /><line class="strip-median" x1="50%" x2="50%" y1="0" y2="100%" /></svg>{words.chartLegend.box}</li>}
        {interval && <li><svg class="mark"><line class="strip-interval" x1="0" x2="100%" y1="50%" y2="50%" /></svg>{words.chartLegend.interval}</li>}
      </ul>
    </>
  );
}

/** Numbers of the scale that do not run into each other: lowest, median, highest; without a median the ends. */
function ends({ members, statistics }: ComparisonAnswer): number[] {
  const values = members.flatMap((peer) => (peer.value === null ? [] : [peer.value]));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const { median } = statistics;
  const roomy = median !== null && median - low > (high - low) / 6 && high - median > (high - low) / 6;
  return [...new Set(roomy ? [low, median, high] : [low, high])];
}

const anchor = (across: number): 'start' | 'middle' | 'end' => (across < 12 ? 'start' : across > 88 ? 'end' : 'middle');
