import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Answer, useAnswer } from '../answers/useAnswer';
import { Problem } from '../answers/problem';
import type { Language } from '../answers/types';
import { locales } from '../language/languages';
import { ask } from './answers';
import { loadsWords, type LoadsWords } from './words';

/** What every part of the page works with. */
export interface Desk {
  language: Language;
  w: LoadsWords;
  /** The steward's key; empty where none was typed. */
  key: string;
  /** Counts up whenever something changed, so that all parts ask again. */
  turn: number;
  /** Does something as the steward, tells how it went, and lets all parts ask again. */
  act: (path: string, body?: unknown) => Promise<boolean>;
  /** Lets all parts ask again. */
  refresh: () => void;
}

export const DeskContext = createContext<Desk>({ language: 'fi', w: loadsWords.fi, key: '', turn: 0, act: async () => false, refresh: () => undefined });

export const useDesk = (): Desk => useContext(DeskContext);

/** An answer of the API that is asked for anew at every turn; null asks nothing. */
export function useDeskAnswer<T>(path: string | null): Answer<T> {
  const { key, turn } = useDesk();
  return useAnswer<T>(path === null ? null : `${turn} ${key} ${path}`, (signal) => ask<T>(path!, key, signal));
}

/** A moment in the reader's own time zone. */
export const momentText = (text: string | null, language: Language): string =>
  text ? new Intl.DateTimeFormat(locales[language], { dateStyle: 'short', timeStyle: 'short' }).format(new Date(text)) : '–';

/** A time with an offset, shown by the clock of its own zone: 2026-11-23T08:20:00+02:00 → 23.11.2026 8.20. */
export const wallClockText = (text: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${text.slice(0, 19)}Z`),
  );

/** A figure with at most three decimals. */
export const numberText = (value: number | null, language: Language): string =>
  value === null ? '–' : new Intl.NumberFormat(locales[language], { maximumFractionDigits: 3 }).format(value);

/** What an error says of itself to a person. */
export const detailOf = (error: unknown): string => (error instanceof Problem ? error.detail : String(error));
