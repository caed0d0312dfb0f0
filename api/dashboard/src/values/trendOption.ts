import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber } from '../language/numbers';
import { formatPeriodShortly, frequencyOf } from '../language/periods';
import { breaksOf } from './breaks';
import { colourOf, dashOf, markPath } from './marks';
import { type Series, valueAt } from './panel';
import type { View } from './view';

const denseFrom = 40; // with more periods than this, marks on every point would hide the lines
const boldLetter = 7.1; // px, about, of the labels' type
const mostLabels = 8; // more names than this no longer stand one below the other
const labelFrom = 560; // px; on a narrower chart names at the ends of the lines leave no room for the lines

/**
 * ECharts' options for the lines of a view, in a chart of a width in px. Colours are CSS variables. The names at the ends of the lines
 * are moved by `shifts` (px by series key), so that they do not lie upon each other. The period of the ranking is marked when it is not the last.
 */
export function trendOption(view: View, period: string, width: number, still: boolean, shifts = new Map<string, number>()): EChartsCoreOption {
  const labelled = width >= labelFrom && view.panel.series.length <= mostLabels;
  const letters = Math.max(...view.panel.series.flatMap((series) => labelLines(view.name(series)).map((line) => line.length)));
  const { axis } = view.panel;
  const drawn = [...view.panel.series].sort((a, b) => Number(a === view.main) - Number(b === view.main)); // the emphasised one on top
  return {
    animation: !still,
    animationDuration: 350,
    textStyle: { fontFamily: 'Source Sans 3 Variable, sans-serif' },
    grid: { left: 8, right: labelled ? Math.min(letters * boldLetter + 16, 0.3 * width) : 18, top: 18, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: axis, boundaryGap: view.panel.pointsOnly || axis.length === 1, ...periodAxis(axis) },
    yAxis: {
      type: 'value',
      scale: startsAboveZero(view),
      axisLabel: { color: 'var(--muted)', fontSize: 13, formatter: (value: number) => tickLabel(value, view) },
      splitLine: { lineStyle: { color: 'var(--rule)' } },
    },
    tooltip: { trigger: 'axis', confine: true, className: 'chart-tip', renderMode: 'html', transitionDuration: 0, axisPointer: { lineStyle: { color: 'var(--muted)', type: 'solid' } } },
    series: drawn.map((series) => lineOf(series, view, period, labelled ? (shifts.get(series.key) ?? 0) : null)),
  };
}

/** With a null shift the line's name stands in the legend only. */
function lineOf(series: Series, view: View, period: string, shift: number | null): LineSeriesOption {
  const position = view.colour(series);
  const main = series === view.main;
  const colour = colourOf(position);
  const verticals = verticalLines(view, period);
  return {
    name: view.name(series),
    id: series.key,
    type: 'line',
    z: main ? 4 : 3,
    connectNulls: false,
    showAllSymbol: true, // ours to choose, point by point
    symbol: `path://${markPath(position)}`,
    data: pointsOf(series, view, main),
    lineStyle: { color: view.panel.pointsOnly ? 'transparent' : colour, width: main ? 4 : 2, type: dashOf(position, memberIndex(series, view)), opacity: 1 },
    itemStyle: { color: colour, opacity: 1 },
    emphasis: { disabled: true },
    endLabel: {
      show: shift !== null && endsOnAxis(series, view), formatter: labelLines(view.name(series)).join('\n'), offset: [0, shift ?? 0], distance: 12,
      color: 'var(--ink)', fontSize: 14, lineHeight: labelLine, fontWeight: main ? 700 : 400,
    },
    ...(main && verticals.data.length > 0 ? { markLine: verticals } : {}),
  };
}

/** Height of a line of the names at the ends of the lines, px. */
export const labelLine = 16;

/** A name in one line, or, when it is long, in two that are about equally long. */
export function labelLines(name: string): string[] {
  const words = name.split(' ');
  if (name.length <= 16 || words.length === 1) return [name];
  const splits = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longer = (lines: string[]) => Math.max(...lines.map((line) => line.length));
  return splits.reduce((best, one) => (longer(one) < longer(best) ? one : best));
}

/** Whether a series has a value at the end of the axis: only there its name has a place. */
export const endsOnAxis = (series: Series, view: View): boolean => valueAt(series, view.panel.axis.at(-1)) !== null;

/** A point has its mark when there are few of them, when it stands alone between gaps, and once a year; none where the value is missing. */
function pointsOf(series: Series, view: View, main: boolean) {
  const { axis, pointsOnly } = view.panel;
  const size = pointsOnly ? 12 : main ? 9 : 8;
  const stagger = (view.colour(series) * 5) % 12;
  return axis.map((period, index) => {
    const value = valueAt(series, period);
    const alone = valueAt(series, axis[index - 1]) === null && valueAt(series, axis[index + 1]) === null;
    const shown = axis.length <= denseFrom || alone || index % 12 === stagger;
    return { value: value ?? '-', symbolSize: value !== null && shown ? size : 0 };
  });
}

const memberIndex = (series: Series, view: View): number =>
  [...new Set(view.panel.series.map((one) => Object.values(one.members).join(' ')))].indexOf(Object.values(series.members).join(' '));

function periodAxis(axis: string[]) {
  const yearsOnly = axis.length > 18 && frequencyOf(axis[0]!) !== 'year';
  const isFirstOfYear = (_: number, period: string) => !yearsOnly || /-(01|Q1)$/.test(period);
  const every = Math.ceil(axis.length / (frequencyOf(axis[0]!) === 'month' ? 12 : 1) / 14);
  return {
    axisLabel: {
      color: 'var(--muted)',
      fontSize: 13,
      margin: 10,
      hideOverlap: true,
      interval: yearsOnly ? (index: number, period: string) => isFirstOfYear(index, period) && Number(period.slice(0, 4)) % every === 0 : 'auto',
      formatter: (period: string) => (yearsOnly ? period.slice(0, 4) : formatPeriodShortly(period)),
    },
    axisTick: { show: true, interval: yearsOnly ? isFirstOfYear : 0, alignWithLabel: true, lineStyle: { color: 'var(--line)' } },
    axisLine: { onZero: false, lineStyle: { color: 'var(--line)' } },
  };
}

/** A scale starts at zero unless all values are far from it: then zero would flatten the lines. */
function startsAboveZero(view: View): boolean {
  const values = view.panel.series.flatMap((series) => view.panel.axis.map((period) => valueAt(series, period))).filter((value) => value !== null);
  const least = Math.min(...values);
  return least > 0 && least > 0.6 * Math.max(...values);
}

/** A label of the scale has the decimals that its step needs. */
function tickLabel(value: number, view: View): string {
  const decimals = (String(Math.round(value * 1000) / 1000).split('.')[1] ?? '').length;
  return formatNumber(value, decimals, view.reader.language);
}

/** Dashed lines where the series break, a thin one at the period that was chosen. */
function verticalLines(view: View, period: string) {
  const chosen = { xAxis: period, lineStyle: { color: 'var(--accent)', type: 'solid' as const, width: 1 }, label: { show: false } };
  return {
    silent: true,
    animation: false,
    symbol: 'none',
    lineStyle: { color: 'var(--muted)', type: [4, 4] as number[], width: 1.5 },
    label: { formatter: '{b}', color: 'var(--muted)', fontSize: 13, position: 'end' as const },
    data: [...breaksOf(view).map((one, index) => ({ xAxis: one.period, name: String(index + 1) })), ...(period === view.panel.valued.at(-1) ? [] : [chosen])],
  };
}
