import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Names } from '../answers/types';
import { spoken } from './languages';
import { type Strings, strings } from './strings';

/** The language in which the page is read, with its texts. */
export interface Reader {
  language: Language;
  t: Strings;
}

export const readerOf = (language: Language): Reader => ({ language, t: strings[language] });

export const ReaderContext = createContext<Reader>(readerOf('fi'));

export const useReader = (): Reader => useContext(ReaderContext);

/** A name of the API in the reader's language; a name that exists in Finnish only is marked as Finnish for screen readers. */
export function Name({ of }: { of: Names | undefined }) {
  const { language } = useReader();
  const { text, lang } = spoken(of, language);
  return lang === language ? <>{text}</> : <span lang={lang}>{text}</span>;
}
