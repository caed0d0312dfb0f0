import { colourOf, markPath } from './marks';

/** The mark of a series as it is in the chart; decoration beside the series' name. */
export function Mark({ position }: { position: number }) {
  return (
    <svg class="mark" viewBox="-1 -1 12 12" aria-hidden="true">
      <path d={markPath(position)} fill={colourOf(position)} />
    </svg>
  );
}
