import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

const [light, dark] = css.split('@media').map((part) => new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!])));

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each([['light', light!], ['dark', dark!]])('colours of the %s scheme', (_, scheme) => {
  const of = (name: string) => scheme.get(name)!;

  it('give text at least 4.5:1', () => {
    for (const [text, ground] of [['ink', 'surface'], ['ink', 'ground'], ['muted', 'surface'], ['muted', 'ground'], ['muted', 'track'], ['accent', 'surface'], ['accent', 'ground'], ['on-accent', 'accent'], ['ink', 'accent-soft'], ['caution', 'caution-ground']] as const) {
      expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('give lines, marks and borders of fields at least 3:1', () => {
    const graphics = ['line', 'accent', ...Array.from({ length: 9 }, (__, index) => `series-${index}`)];
    for (const name of graphics) expect(contrast(of(name), of('surface')), name).toBeGreaterThanOrEqual(3);
  });
});
