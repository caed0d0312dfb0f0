import type { Row } from '../answers/types';
import { ordinal, periodsBetween } from '../language/periods';

/** The values of one area (and one member of each breakdown) over time. */
export interface Series {
  key: string;
  area: string;
  /** Breakdown name → member; empty when the indicator has no breakdown. */
  members: Record<string, string>;
  /** Period → the API's row. A period without a row was not asked or is not known to the source. */
  rows: Map<string, Row>;
}

/** The rows of an answer, arranged for the chart, the ranking and the table. */
export interface Panel {
  series: Series[];
  /** Periods with a row, oldest first. */
  periods: string[];
  /** Every period from the first to the last with a value: a continuous axis, so that gaps show as gaps. */
  axis: string[];
  /** Periods with at least one value, oldest first. */
  valued: string[];
  /** Whether no two neighbouring periods both have values (elections): then points are not joined. */
  pointsOnly: boolean;
}

/** Arranges rows by area in the asked order, and within an area by breakdown member in the asked order. */
export function arrange(rows: Row[], areas: string[], breakdowns: string[]): Panel {
  const series = new Map<string, Series>();
  for (const row of rows) {
    const members = Object.fromEntries(breakdowns.filter((name) => typeof row[name] === 'string').map((name) => [name, row[name] as string]));
    const key = [row.area, ...Object.values(members)].join(' ');
    const found = series.get(key) ?? { key, area: row.area, members, rows: new Map<string, Row>() };
    found.rows.set(row.period, row);
    series.set(key, found);
  }
  const valued = sorted(rows.filter((row) => row.value !== null));
  return {
    series: [...series.values()].sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area)),
    periods: sorted(rows),
    axis: valued.length > 0 ? periodsBetween(valued[0]!, valued.at(-1)!) : [],
    valued,
    pointsOnly: valued.length > 1 && valued.every((period, index) => index === 0 || ordinal(period) - ordinal(valued[index - 1]!) > 1),
  };
}

const sorted = (rows: Row[]): string[] => [...new Set(rows.map((row) => row.period))].sort((a, b) => ordinal(a) - ordinal(b));

/** The value of a series in a period; null when it is missing or there is no row. */
export const valueAt = (series: Series, period: string | undefined): number | null => (period === undefined ? null : (series.rows.get(period)?.value ?? null));

/** Values between the first and the last of the axis that are missing. */
export const missingCount = (panel: Panel): number =>
  panel.series.reduce((sum, series) => sum + [...series.rows.values()].filter((row) => row.value === null && panel.valued.includes(row.period)).length, 0);
