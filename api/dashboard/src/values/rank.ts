import { type Series, valueAt } from './panel';
import type { View } from './view';

export interface Place {
  series: Series;
  /** 1 for the first; equal values as shown share a place; null for wholes and for missing values. */
  place: number | null;
}

/** Series in the order of their values, best first (largest first when no direction is better), missing ones last; with the bars' scale. */
export function rank(view: View, period: string): { places: Place[]; low: number; high: number } {
  const ascending = view.detail.direction === 'lower';
  const valued = view.panel.series
    .filter((series) => valueAt(series, period) !== null)
    .sort((a, b) => (ascending ? 1 : -1) * (valueAt(a, period)! - valueAt(b, period)!));
  const shown = (series: Series) => view.number(valueAt(series, period)!);
  const competing = valued.filter((series) => !view.isAggregate(series));
  const placeOf = (series: Series) => 1 + competing.findIndex((other) => shown(other) === shown(series));
  const values = valued.map((series) => valueAt(series, period)!);
  return {
    places: [
      ...valued.map((series) => ({ series, place: view.isAggregate(series) ? null : placeOf(series) })),
      ...view.panel.series.filter((series) => valueAt(series, period) === null).map((series) => ({ series, place: null })),
    ],
    low: Math.min(0, ...values),
    high: Math.max(0, ...values),
  };
}
