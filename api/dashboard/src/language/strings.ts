import type { Language } from '../answers/types';
import { en } from './en';
import { fi } from './fi';
import { sv } from './sv';

/** What every language must say: the keys and parameters of the Finnish texts. A missing or superfluous key does not compile. */
export type Strings = typeof fi;

export const strings: Record<Language, Strings> = { fi, sv, en };

/** The text for an id that the API may extend without us; undefined when we have none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(table, id) ? table[id] : undefined);
