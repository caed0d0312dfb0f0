import type { Names } from '../answers/types';
import type { View } from './view';

/** Where a series of the view stops being comparable with its past, and why. */
export interface SeriesBreak {
  /** The first period after the break that is on the axis. */
  period: string;
  /** The areas that it concerns; null: all. */
  areas: string[] | null;
  reason: Names;
}

/** The breaks of the definition that fall into the view and concern its areas, oldest first. */
export function breaksOf(view: View): SeriesBreak[] {
  const { axis } = view.panel;
  return (view.detail.definition?.breaks ?? [])
    .filter((one) => !one.areas?.length || one.areas.some((area) => view.question.areas.includes(area)))
    .map((one) => ({ period: axis.find((period) => period >= one.from.slice(0, period.length)), areas: one.areas?.length ? one.areas : null, reason: one.reason }))
    .filter((one): one is SeriesBreak => one.period !== undefined && one.period !== axis[0])
    .sort((a, b) => a.period.localeCompare(b.period));
}
