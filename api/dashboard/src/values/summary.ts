import { formatPeriod, yearBefore } from '../language/periods';
import { isPercent } from '../language/numbers';
import { breaksOf } from './breaks';
import { missingCount, type Series, valueAt } from './panel';
import type { View } from './view';

/** The line chart in words: its extent, the emphasised series from first to last value, how much is missing. */
export function trendSummary(view: View): string {
  const { reader: { t, language }, panel, main } = view;
  const inWords = (period: string | undefined) => formatPeriod(period ?? '', language);
  const title = (panel.pointsOnly ? t.pointsSummary : t.trendSummary)(panel.series.length, inWords(panel.valued[0]), inWords(panel.valued.at(-1)));
  const missing = missingCount(panel);
  return [title, main && mainInWords(view, main, inWords), missing > 0 && t.missingInTrend(missing), t.sameInTable].filter(Boolean).join(' ');
}

function mainInWords(view: View, main: Series, inWords: (period: string) => string): string | undefined {
  const own = view.panel.valued.filter((period) => valueAt(main, period) !== null);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const measured = (period: string) => view.measure(valueAt(main, period)!);
  return view.reader.t.seriesSummary(view.name(main), inWords(first), measured(first), inWords(last), measured(last));
}

/** The highest and lowest of the municipalities in a period, among the emphasised breakdown members, in words; empty when fewer than two have a value. */
export function extremes(view: View, period: string): string {
  const ranked = view.panel.series
    .filter((series) => !view.isAggregate(series) && hasMembersOf(series, view.main) && valueAt(series, period) !== null)
    .sort((a, b) => valueAt(b, period)! - valueAt(a, period)!);
  const [highest, lowest] = [ranked[0], ranked.at(-1)];
  if (!highest || !lowest || highest === lowest) return '';
  const worded = (series: Series) => view.number(valueAt(series, period)!);
  return view.reader.t.extremes(view.areaName(highest.area), worded(highest), view.areaName(lowest.area), worded(lowest));
}

const hasMembersOf = (series: Series, other: Series | undefined): boolean => Object.entries(other?.members ?? {}).every(([breakdown, member]) => series.members[breakdown] === member);

/** How a series differs from the same period a year before; `known` is false where `words` say why that cannot be told. */
export function yearlyChange(view: View, series: Series, period: string): { known: boolean; words: string } {
  const { t } = view.reader;
  if (view.panel.pointsOnly) return { known: false, words: '' };
  const before = valueAt(series, yearBefore(period));
  const now = valueAt(series, period);
  if (breaksBetween(view, series, yearBefore(period), period)) return { known: false, words: t.breakHides };
  if (before === null || now === null) return { known: false, words: t.noComparison };
  const change = roundedDifference(now, before, view.detail.decimals);
  return { known: true, words: `${t.changeOverYear} ${view.number(change, true)}${isPercent(view.unit) ? `\u00a0${t.percentagePoints}` : ''}` };
}

/** The difference of the numbers as shown, so that a reader who subtracts finds the same. */
const roundedDifference = (now: number, before: number, decimals: number): number => Number(now.toFixed(decimals)) - Number(before.toFixed(decimals));

function breaksBetween(view: View, series: Series, from: string, to: string): boolean {
  const marked = [...series.rows.values()].some((row) => row.status === 'break' && row.period > from && row.period <= to);
  return marked || breaksOf(view).some((one) => one.period > from && one.period <= to && (one.areas === null || one.areas.includes(series.area)));
}
