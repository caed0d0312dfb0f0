import { answerPath } from '../answers/fetch';
import type { Direction, Names } from '../answers/types';
import type { Catalog } from '../catalog/catalog';
import type { Question } from '../values/question';

// The shape of /v1/comparison, as far as the page reads it. See api/openapi.v1.json.

export interface Interval {
  low: number;
  high: number;
}

export interface Word {
  code: string;
  text: Names | string;
}

export interface Peer {
  area: string;
  names: Names;
  asked: boolean;
  value: number | null;
  status?: string;
  interval: Interval | null;
  leftOut?: Word;
  distance?: number;
}

export interface Feature {
  indicator: string;
  names: Names;
  weight: number;
  period: string | null;
}

export interface Position {
  value: number | null;
  interval: Interval | null;
  place: number | null;
  compared: number;
  better: number | null;
  worse: number | null;
  same: number | null;
  rank: number | null;
  rankBest: number | null;
  rankWorst: number | null;
}

export interface Statistics {
  lowest: number | null;
  lowerQuartile: number | null;
  median: number | null;
  upperQuartile: number | null;
  highest: number | null;
  unweightedMean: number | null;
  weightedMean: number | null;
}

export interface ComparisonAnswer {
  direction: Direction;
  area: string;
  period: string;
  peers: { kind: string; names: Names | null; count: number; features: Feature[] };
  position: Position;
  statistics: Statistics;
  members: Peer[];
  missing: string[];
  caveats: Word[];
}

/** Sets of peers that can be chosen, as the API calls them. */
export const peerSets = ['network', 'region', 'country', 'size-class', 'grouping', 'neighbours'] as const;

export type PeerSetName = (typeof peerSets)[number];

/** What the reader has chosen in the panel. */
export interface Choice {
  area: string;
  peers: PeerSetName;
  /** Weights of features by which neighbours are chosen; empty asks for the usual ones. */
  weights: Record<string, number>;
}

/** The municipalities of the view that may be compared. */
export const comparable = (catalog: Catalog, areas: string[]): string[] => areas.filter((area) => catalog.areas.get(area)?.level === 'municipality');

/** The sets to which a municipality has peers: not every one belongs to a network or a grouping. */
export function setsOf(catalog: Catalog, area: string): PeerSetName[] {
  const levels = (catalog.areas.get(area)?.parents ?? []).map((parent) => catalog.areas.get(parent)?.level);
  return peerSets.filter((set) => !['network', 'region', 'grouping'].includes(set) || levels.includes(set));
}

/** The path that answers a choice for the period and breakdown members that the page shows. */
export function comparisonPath(question: Question, period: string, choice: Choice): string {
  const weights = choice.peers === 'neighbours' ? Object.entries(choice.weights).filter(([, weight]) => weight > 0) : [];
  return answerPath('v1/comparison', {
    indicator: question.indicator.id,
    area: choice.area,
    peers: choice.peers,
    period,
    ...Object.fromEntries(Object.entries(question.breakdowns).map(([name, members]) => [name, members[0]])),
    features: weights.map(([id, weight]) => `${id}:${weight}`).join(','),
  });
}

export interface Dot {
  peer: Peer;
  /** Place on the scale, in per cent of its width. */
  across: number;
  /** Rows up from the middle line (negative: down), so that dots do not cover each other. */
  row: number;
}

/** Share of the width that a dot takes. */
const dotWidth = 1.6;

/** The values as dots on a scale from the lowest to the highest; the asked one is in the middle row, the others beside those that they would cover. */
export function dots(members: Peer[], scale: (value: number) => number): Dot[] {
  const valued = members.filter((peer) => peer.value !== null).sort((a, b) => Number(b.asked) - Number(a.asked) || a.value! - b.value!);
  const placed: Dot[] = [];
  for (const peer of valued) {
    const across = scale(peer.value!);
    const near = placed.filter((dot) => Math.abs(dot.across - across) < dotWidth).map((dot) => dot.row);
    let row = 0;
    for (let step = 1; near.includes(row); step++) row = step % 2 === 1 ? (step + 1) / 2 : -step / 2;
    placed.push({ peer, across, row });
  }
  return placed;
}

/** From the lowest to the highest value, the asked one's interval included as far as it does not dwarf the values; a margin on both sides. */
export function scaleOf({ members, position }: Pick<ComparisonAnswer, 'members' | 'position'>): (value: number) => number {
  const values = members.flatMap((peer) => (peer.value === null ? [] : [peer.value]));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spread = high - low || Math.abs(high) || 1;
  const from = Math.max(Math.min(low, position.interval?.low ?? low), low - spread / 3);
  const to = Math.min(Math.max(high, position.interval?.high ?? high), high + spread / 3);
  const width = to - from || spread;
  const start = to === from ? from - width / 2 : from;
  return (value) => 4 + (92 * (Math.min(Math.max(value, start), start + width) - start)) / width;
}
