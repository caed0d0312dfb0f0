import { describe, expect, it } from 'vitest';
import type { Question } from '../values/question';
import { comparisonPath, dots, type Peer, scaleOf } from './comparison';
import { comparisonWords } from './words';

const peer = (area: string, value: number | null, asked = false): Peer => ({ area, names: { fi: area }, asked, value, interval: null });
const question = { indicator: { id: 'rate' }, areas: ['KU016'], frequency: 'year', breakdowns: { sex: ['male', 'female'] } } as unknown as Question;

describe('the question', () => {
  it('names area, peers, period and the first member of a breakdown', () => {
    expect(comparisonPath(question, '2018', { area: 'KU016', peers: 'region', weights: { population: 2 } })).toBe(
      'v1/comparison?indicator=rate&area=KU016&peers=region&period=2018&sex=male',
    );
  });

  it('sends weights of neighbours only, and none that is 0', () => {
    expect(comparisonPath(question, '2018', { area: 'KU016', peers: 'neighbours', weights: { population: 2, rate: 0 } })).toContain('features=population:2');
    expect(comparisonPath(question, '2018', { area: 'KU016', peers: 'neighbours', weights: { population: 2, rate: 0 } })).not.toContain('rate:0');
  });
});

describe('the dots', () => {
  const members = [peer('A', 5), peer('B', 5, true), peer('C', 5), peer('D', 9), peer('E', null)];
  const position = { interval: { low: -100, high: 100 } } as never;

  it('leave out who has no value and keep the own one in the middle row', () => {
    const placed = dots(members, scaleOf({ members, position }));
    expect(placed).toHaveLength(4);
    expect(placed.find((dot) => dot.peer.asked)!.row).toBe(0);
  });

  it('do not cover each other', () => {
    const placed = dots(members, scaleOf({ members, position }));
    expect(new Set(placed.filter((dot) => dot.peer.value === 5).map((dot) => dot.row)).size).toBe(3);
  });

  it('stay on the scale, which an interval does not dwarf', () => {
    const scale = scaleOf({ members, position });
    expect(scale(5)).toBeGreaterThan(15);
    expect(scale(9)).toBeLessThan(85);
    expect(scale(-100)).toBe(4);
    const alike = [peer('A', 3, true), peer('B', 3)];
    expect(scaleOf({ members: alike, position: { interval: null } as never })(3)).toBe(50);
  });
});

describe('the words', () => {
  it('count one and several', () => {
    expect(comparisonWords.fi.sides(1, 2, 0)).toBe('1 kunta parempia, 2 kuntaa heikompia.');
    expect(comparisonWords.sv.sides(0, 1, 3)).toBe('0 kommuner bättre, 1 kommun sämre, 3 med samma siffra.');
  });
});
