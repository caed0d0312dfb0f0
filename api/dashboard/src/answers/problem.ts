/** A row of a delivery that cannot be used. */
export interface BadRow {
  line: number | null;
  column: string | null;
  value: string | null;
  reason: string;
  remedy: string;
}

/** What went wrong with a request, as the API says it in problem+json, or as the network let us know. */
export class Problem extends Error {
  constructor(
    /** The API's stable code, or `offline` (no answer) or `unreadable` (an answer that is not JSON). */
    readonly code: string,
    readonly status: number,
    /** The API's own words, in English. */
    readonly detail: string,
    readonly suggestions: string[] = [],
    /** Rows of a delivery that were refused before it was given up. */
    readonly badRows: BadRow[] = [],
  ) {
    super(detail);
  }

  static async fromResponse(response: Response): Promise<Problem> {
    try {
      const body = (await response.json()) as { code?: string; detail?: string; title?: string; suggestions?: string[]; badRows?: BadRow[] | null };
      return new Problem(body.code ?? 'unreadable', response.status, body.detail ?? body.title ?? '', body.suggestions ?? [], body.badRows ?? []);
    } catch {
      return new Problem('unreadable', response.status, `HTTP ${response.status} ${response.statusText}`);
    }
  }
}
