import type { Frequency, Language } from '../answers/types';
import { locales } from './languages';

const monthNames: Record<Language, string[]> = {
  fi: ['tammi', 'helmi', 'maalis', 'huhti', 'touko', 'kesä', 'heinä', 'elo', 'syys', 'loka', 'marras', 'joulu'].map((name) => `${name}kuu`),
  sv: ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

const stepsAYear: Record<Frequency, number> = { year: 1, quarter: 4, month: 12 };

/** The frequency of a period by its form: 2018, 2018-Q1, 2018-01. */
export function frequencyOf(period: string): Frequency {
  return period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year';
}

/** The place of a period on a continuous axis of its frequency. */
export function ordinal(period: string): number {
  const steps = stepsAYear[frequencyOf(period)];
  const part = steps === 1 ? 1 : Number(period.slice(5).replace('Q', ''));
  return Number(period.slice(0, 4)) * steps + part - 1;
}

/** The period at a place of the axis: the opposite of `ordinal`. */
export function periodAt(place: number, frequency: Frequency): string {
  const steps = stepsAYear[frequency];
  const year = String(Math.floor(place / steps)).padStart(4, '0');
  const part = (place % steps) + 1;
  return frequency === 'year' ? year : frequency === 'quarter' ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, '0')}`;
}

/** The same period a year before. */
export const yearBefore = (period: string): string => periodAt(ordinal(period) - stepsAYear[frequencyOf(period)], frequencyOf(period));

/** All periods from one to another, both included. */
export function periodsBetween(from: string, to: string): string[] {
  const frequency = frequencyOf(from);
  const first = ordinal(from);
  return Array.from({ length: Math.max(0, ordinal(to) - first + 1) }, (_, step) => periodAt(first + step, frequency));
}

/** A period in words: 2018; joulukuu 2018; 1. neljännes 2018. */
export function formatPeriod(period: string, language: Language): string {
  const year = period.slice(0, 4);
  switch (frequencyOf(period)) {
    case 'year':
      return year;
    case 'quarter':
      return quarter(Number(period.slice(6)), year, language);
    case 'month':
      return `${monthNames[language][Number(period.slice(5)) - 1]} ${year}`;
  }
}

/** A period as short as an axis or a table needs it: 2018; 12/2018; Q1/2018. */
export function formatPeriodShortly(period: string): string {
  const year = period.slice(0, 4);
  return frequencyOf(period) === 'year' ? year : `${period.slice(5).replace(/^0/, '')}/${year}`;
}

function quarter(number: number, year: string, language: Language): string {
  return { fi: `${number}. neljännes ${year}`, sv: `kvartal ${number} ${year}`, en: `quarter ${number} of ${year}` }[language];
}

/** A moment as day and time in Finland: 21. marraskuuta 2026 klo 14.05. */
export const formatMoment = (utc: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Helsinki' }).format(new Date(utc));

/** A moment as its day in Finland: 21.11.2026. */
export const formatDay = (utc: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: language === 'en' ? 'long' : 'short', timeZone: 'Europe/Helsinki' }).format(new Date(utc));
