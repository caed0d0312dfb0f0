import { describe, expect, it } from 'vitest';
import { briefingPath, partsOf, type StatedNumber } from './narrative';

const number = (start: number, text: string, kind: string, period: string | null = '2018'): StatedNumber => ({ start, length: text.length, text, kind, area: 'KU111', period });

describe('sentences', () => {
  it('are cut into text and the values that have a lineage', () => {
    const text = 'Heinolassa oli 14,0 %, 1,1 vähemmän kuin vuonna 2017 (15,1 %).';
    const sentence = { question: 'happened', text, numbers: [number(15, '14,0', 'value'), number(23, '1,1', 'difference'), number(54, '15,1', 'value', '2017')] };
    const parts = partsOf(sentence);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter((part) => part.number).map((part) => [part.text, part.number!.period])).toEqual([['14,0', '2018'], ['15,1', '2017']]);
  });

  it('without numbers are one part', () => {
    expect(partsOf({ question: 'target', text: 'Tälle mittarille ei ole kirjattu tavoitetta.', numbers: [] })).toHaveLength(1);
  });

  it('lead to the briefing of the area', () => {
    expect(briefingPath('network:paijat-hame-4', 'sv')).toBe('v1/briefing?area=network:paijat-hame-4&lang=sv&format=html');
  });
});
