import type { Language } from '../answers/types';
import { en } from './en';
import { fi } from './fi';
import { sv } from './sv';

/** What every language must say: the keys and parameters of the Finnish texts. A missing or superfluous key does not compile. */
export type Strings = typeof fi;

export const strings: Record<Language, Strings> = { fi, sv, en };

/** The name of a member of a breakdown: `sex`, `male` → Miehet. A member that we have no name for keeps its code. */
export function memberName(t: Strings, breakdown: string, member: string): string {
  const names: Record<string, string> | undefined = lookUp<Record<string, string>>(t.breakdownMembers, breakdown);
  return member === 'total' ? t.total : ((names && lookUp(names, member)) ?? member);
}

/** The text for an id that the API may extend without us; undefined when we have none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(table, id) ? table[id] : undefined);
