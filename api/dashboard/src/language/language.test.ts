import { describe, expect, it } from 'vitest';
import { preferredLanguage, spoken } from './languages';
import { formatNumber, withUnit } from './numbers';
import { formatPeriod, ordinal, periodAt, periodsBetween, yearBefore } from './periods';
import { strings } from './strings';

describe('numbers', () => {
  it('follow each language, with no-break space and true minus', () => {
    expect(formatNumber(-1234567.25, 1, 'fi')).toBe('\u22121\u00a0234\u00a0567,3');
    expect(formatNumber(-1234567.25, 1, 'sv')).toBe('\u22121\u00a0234\u00a0567,3');
    expect(formatNumber(-1234567.25, 1, 'en')).toBe('\u22121,234,567.3');
    expect(formatNumber(1200, 0, 'fi')).toBe('1\u00a0200');
  });

  it('have no sign when they round to zero', () => {
    expect(formatNumber(-0.04, 1, 'fi')).toBe('0,0');
    expect(formatNumber(0.04, 1, 'en', true)).toBe('0.0');
    expect(formatNumber(0.5, 1, 'sv', true)).toBe('+0,5');
  });

  it('stand apart from a percent sign except in English', () => {
    expect(withUnit('9,4', '% työvoimasta', 'fi')).toBe('9,4\u00a0% työvoimasta');
    expect(withUnit('9.4', '%', 'en')).toBe('9.4%');
    expect(withUnit('9.4', 'kt', 'en')).toBe('9.4\u00a0kt');
  });
});

describe('periods', () => {
  it('lie on a continuous axis of their frequency', () => {
    for (const [period, frequency] of [['2018', 'year'], ['2018-Q4', 'quarter'], ['2018-12', 'month'], ['2018-01', 'month']] as const) {
      expect(periodAt(ordinal(period), frequency)).toBe(period);
    }
    expect(periodsBetween('2018-11', '2019-02')).toEqual(['2018-11', '2018-12', '2019-01', '2019-02']);
    expect(periodsBetween('2018-Q4', '2019-Q1')).toEqual(['2018-Q4', '2019-Q1']);
    expect([yearBefore('2018'), yearBefore('2018-03'), yearBefore('2018-Q1')]).toEqual(['2017', '2017-03', '2017-Q1']);
  });

  it('are said in words', () => {
    expect(formatPeriod('2018-12', 'fi')).toBe('joulukuu 2018');
    expect(formatPeriod('2018-Q1', 'sv')).toBe('kvartal 1 2018');
    expect(formatPeriod('2018-05', 'en')).toBe('May 2018');
  });
});

describe('languages', () => {
  it('fall back to Finnish and never to another language', () => {
    expect(spoken({ fi: 'Väestö', en: 'Population' }, 'sv')).toEqual({ text: 'Väestö', lang: 'fi' });
  });

  it('are chosen by the reader’s browser', () => {
    expect(preferredLanguage(['de-DE', 'sv-FI', 'en'])).toBe('sv');
    expect(preferredLanguage(['de'])).toBe('fi');
  });

  it('leave no text empty or untranslated', () => {
    const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []);
    const same = new Set(['Insight']);
    const isSign = (text: string) => [...text].length === 1; // signs of reservations are the same in all languages
    const finnish = texts(strings.fi);
    for (const other of [strings.sv, strings.en]) {
      expect(texts(other).every((text) => text.trim() !== '')).toBe(true);
      expect(texts(other).filter((text, index) => text === finnish[index] && !same.has(text) && !isSign(text))).toEqual([]);
    }
  });
});
