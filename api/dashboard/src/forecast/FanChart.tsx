import { formatPeriodShortly } from '../language/periods';
import type { ForecastRow } from './forecast';

const width = 720;
const height = 300;
const margin = { left: 56, right: 14, top: 12, bottom: 34 };
const ticks = 4;
const mostLabels = 9;

interface FanChartProps {
  history: { period: string; value: number }[];
  rows: ForecastRow[];
  number: (value: number) => string;
  label: string;
}

/** Published values as a line, the forecast as a dashed one within its intervals. What it shows is also in words and in a table. */
export function FanChart({ history, rows, number, label }: FanChartProps) {
  const periods = [...history.map((one) => one.period), ...rows.map((row) => row.period)];
  const values = [...history.map((one) => one.value), ...rows.flatMap((row) => row.intervals.flatMap(({ lower, upper }) => [lower, upper]))];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const pad = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least >= 0 ? Math.max(0, least - pad) : least - pad, most + pad];
  const x = (place: number) => margin.left + ((place + 0.5) / periods.length) * (width - margin.left - margin.right);
  const y = (value: number) => margin.top + ((high - value) / (high - low)) * (height - margin.top - margin.bottom);
  const points = (list: [number, number][]) => list.map(([place, value]) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const start = history.length - 1;
  const last = history.at(-1);
  const from: [number, number][] = last ? [[start, last.value]] : [];
  const levels = rows[0]?.intervals.map((_, index) => index).reverse() ?? [];
  const every = Math.ceil(periods.length / mostLabels);
  return (
    <svg class="fan" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {Array.from({ length: ticks + 1 }, (_, tick) => low + ((high - low) * tick) / ticks).map((value) => (
        <g key={value}>
          <line class="fan-rule" x1={margin.left} x2={width - margin.right} y1={y(value)} y2={y(value)} />
          <text x={margin.left - 8} y={y(value) + 4} text-anchor="end">{number(value)}</text>
        </g>
      ))}
      {periods.map((period, place) => (place % every === 0 ? <text key={period} x={x(place)} y={height - 12} text-anchor="middle">{formatPeriodShortly(period)}</text> : null))}
      {levels.map((level) => (
        <polygon
          key={level}
          class={level === 0 ? 'fan-near' : 'fan-wide'}
          points={points([
            ...from,
            ...rows.map((row, h): [number, number] => [start + 1 + h, row.intervals[level]!.upper]),
            ...rows.map((row, h): [number, number] => [start + 1 + h, row.intervals[level]!.lower]).reverse(),
          ])}
        />
      ))}
      <polyline class="fan-published" points={points(history.map((one, place) => [place, one.value]))} />
      <polyline class="fan-expected" points={points([...from, ...rows.map((row, h): [number, number] => [start + 1 + h, row.value])])} />
    </svg>
  );
}
