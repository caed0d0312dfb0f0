// The marks by which lines are told apart besides their colour, drawn in a box of 10 × 10. The chart and the legends use the same paths.

/** By palette position; 0 is the emphasised area. Positions beyond the last begin again at 1. */
const marks = [
  'M5 0A5 5 0 1 1 4.99 0Z', // disc
  'M.6 .6H9.4V9.4H.6Z', // square
  'M5 .2L10 9.4H0Z', // triangle
  'M5 -.6L10.2 5L5 10.6L-.2 5Z', // diamond
  'M5 9.8L0 .6H10Z', // triangle, point down
  'M3.3 0H6.7V3.3H10V6.7H6.7V10H3.3V6.7H0V3.3H3.3Z', // cross
  'M5 -.4L6.5 3.5L10.6 3.7L7.4 6.3L8.5 10.3L5 8L1.5 10.3L2.6 6.3L-.6 3.7L3.5 3.5Z', // star
  'M2.1 0L5 2.9L7.9 0L10 2.1L7.1 5L10 7.9L7.9 10L5 7.1L2.1 10L0 7.9L2.9 5L0 2.1Z', // saltire
  'M5 0L9.9 3.6L8 9.4H2L.1 3.6Z', // pentagon
];

/** How many colours the palette has besides the emphasised one. */
export const colourCount = marks.length - 1;

const cycled = (position: number): number => (position === 0 ? 0 : 1 + ((position - 1) % colourCount));

export const markPath = (position: number): string => marks[cycled(position)]!;

/** The CSS variable of the position's colour; charts and legends refer to it, so that dark mode and print need no redrawing. */
export const colourOf = (position: number): string => `var(--series-${cycled(position)})`;

/** Lines of breakdown members and of positions beyond the palette are told apart by dashes. */
export function dashOf(position: number, member: number): 'solid' | number[] {
  const patterns: ('solid' | number[])[] = ['solid', [7, 4], [2, 3], [9, 3, 2, 3]];
  return patterns[(member + (position > colourCount ? 1 : 0)) % patterns.length]!;
}
