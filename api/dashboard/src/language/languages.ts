import type { Language, Names } from '../answers/types';

export const languages: readonly Language[] = ['fi', 'sv', 'en'];

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

/** Where each language is written as its readers here write it: dates, decimal signs. */
export const locales: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

export const isLanguage = (text: string | null): text is Language => languages.includes(text as Language);

/** The first of the reader's languages that we have; Finnish when we have none of them. */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'fi';
}

/** A text together with the language that it is in. */
export interface Spoken {
  text: string;
  lang: Language;
}

/** The name in a language; where it is missing, the Finnish one, marked as Finnish. It never falls back to another language. */
export function spoken(names: Names | undefined, language: Language): Spoken {
  const text = names?.[language];
  return text ? { text, lang: language } : { text: names?.fi ?? '', lang: 'fi' };
}
