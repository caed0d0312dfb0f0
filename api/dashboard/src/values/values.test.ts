import { describe, expect, it } from 'vitest';
import type { Row } from '../answers/types';
import { readerOf } from '../language/reader';
import { arrange } from './panel';
import { legendOf, reasonOf } from './reason';
import { spread } from './spread';

const row = (area: string, period: string, value: number | null, more: Partial<Row> = {}): Row => ({ area, period, value, ...more });

describe('arrangement', () => {
  it('keeps the asked order of areas and a continuous axis', () => {
    const panel = arrange([row('KU016', '2016', 1), row('KU016', '2019', 2), row('KU111', '2016', null)], ['KU111', 'KU016'], []);
    expect(panel.series.map((series) => series.area)).toEqual(['KU111', 'KU016']);
    expect(panel.axis).toEqual(['2016', '2017', '2018', '2019']);
    expect(panel.periods).toEqual(['2016', '2019']);
  });

  it('joins no points when no neighbouring periods have values', () => {
    expect(arrange([row('A', '2008', 1), row('A', '2012', 2)], ['A'], []).pointsOnly).toBe(true);
    expect(arrange([row('A', '2008', 1), row('A', '2009', 2), row('A', '2013', 2)], ['A'], []).pointsOnly).toBe(false);
  });

  it('makes a series of each breakdown member', () => {
    const panel = arrange([row('A', '2020', 1, { sex: 'male' }), row('A', '2020', 2, { sex: 'female' })], ['A'], ['sex']);
    expect(panel.series.map((series) => series.members)).toEqual([{ sex: 'male' }, { sex: 'female' }]);
  });

  it('leaves the ends without values off the axis, not off the table', () => {
    const panel = arrange([row('A', '2019', null), row('A', '2020', 1), row('A', '2021', null)], ['A'], []);
    expect([panel.axis, panel.periods]).toEqual([['2020'], ['2019', '2020', '2021']]);
  });
});

describe('reasons', () => {
  const fi = readerOf('fi');

  it('are said in words, with the number of municipalities that have a value', () => {
    expect(reasonOf(row('A', '2020', null, { status: 'suppressed' }), fi)).toBe('·· ei julkaista (tietosuoja)');
    expect(reasonOf(row('A', '2020', null, { status: 'member-missing', members: { of: 4, present: 3 } }), fi)).toBe('3/4 kuntaa');
    expect(reasonOf(row('A', '2020', null, { status: 'a-new-status' }), fi)).toBe('·· a-new-status');
  });

  it('are explained once each', () => {
    const rows = [row('A', '2020', null, { status: 'suppressed' }), row('B', '2020', null, { status: 'suppressed-secondary' }), row('C', '2020', 1, { status: 'provisional' }), row('D', '2020', 1)];
    expect(legendOf(rows, fi).map((entry) => entry.short)).toEqual(['·· ei julkaista (tietosuoja)', '*']);
  });
});

describe('labels', () => {
  it('stay where they are when they have room', () => {
    expect([...spread(new Map([['a', { middle: 10, height: 18 }], ['b', { middle: 50, height: 18 }]])).values()]).toEqual([0, 0]);
  });

  it('move apart just as far as they must, in their order', () => {
    const labels = new Map([['a', 100], ['b', 101], ['c', 104], ['d', 200]].map(([key, middle]) => [key as string, { middle: middle as number, height: key === 'b' ? 36 : 18 }]));
    const moved = [...spread(labels)].map(([key, shift]) => ({ middle: labels.get(key)!.middle + shift, height: labels.get(key)!.height }));
    moved.slice(1).forEach((one, index) => expect(one.middle - moved[index]!.middle).toBeGreaterThanOrEqual((one.height + moved[index]!.height) / 2 - 1e-9));
    expect(moved.at(-1)!.middle).toBe(200);
    expect(moved[0]!.middle).toBeLessThan(100);
    expect(moved[2]!.middle).toBeGreaterThan(104);
  });
});
