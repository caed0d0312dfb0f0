import type { Row } from '../answers/types';
import type { Reader } from '../language/reader';
import { lookUp } from '../language/strings';

/** Why a row has no number, in words: `·· ei julkaista (tietosuoja)`, or `3/4 kuntaa`. */
export function reasonOf(row: Row, { t }: Reader): string {
  if (row.status === 'member-missing' && row.members) return t.membersPresent(row.members.present, row.members.of);
  return lookUp(t.missing, row.status ?? 'unknown')?.short ?? `·· ${row.status}`;
}

/** What is to be known of a number that is there: a sign and its meaning; null when there are no reservations. */
export const reservationOf = (row: Row, { t }: Reader) => (row.value === null || !row.status ? null : (lookUp(t.reservations, row.status) ?? { short: '†', long: row.status }));

/** The signs and reasons that occur in rows, each once, with what they mean. */
export function legendOf(rows: Iterable<Row>, reader: Reader): { short: string; long: string }[] {
  const found = new Map<string, { short: string; long: string }>();
  for (const row of rows) {
    const entry = row.value !== null ? reservationOf(row, reader) : { short: reasonOf(row, reader), long: lookUp(reader.t.missing, row.status ?? 'unknown')?.long ?? '' };
    if (entry) found.set(entry.short, entry);
  }
  return [...found.values()];
}
