import { type BadRow, Problem } from '../answers/problem';
import type { Names } from '../answers/types';

/** What the pages of loads read from the API; the document api/openapi.v1.json explains every field. */
export interface Run {
  id: string;
  sources: string[];
  trigger: string;
  state: string;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  message: string | null;
  counts: Record<string, number>;
  askedBy: string | null;
}

export interface RunDetail extends Run {
  steps: { step: string; source: string | null; durationMs: number; counts: Record<string, number> }[];
  log: LogLine[];
}

export interface LogLine {
  sequence: number;
  step: string;
  source: string | null;
  message: string;
}

export interface Schedule {
  id: string;
  source: string;
  cron: string;
  timeZone: string;
  state: 'active' | 'paused';
  madeBy: string;
  next: string[];
}

export interface Mover {
  area: string;
  period: string;
  members: string[];
  before: number;
  after: number;
  percent: number | null;
}

export interface Finding {
  code: string;
  indicator: string | null;
  count: number;
  limit: number | null;
  worst: Mover | null;
  message: string;
}

export interface Candidate {
  id: string;
  state: string;
  from: string | null;
  at: string;
  approvalsNeeded: number;
  findings: Finding[];
  opinions: { steward: string; verdict: string; comment: string | null }[];
}

export interface Counts {
  added: number;
  revised: number;
  withdrawn: number;
  statusChanged: number;
}

export interface Difference {
  from: string | null;
  to: string;
  totals: Counts;
  indicators: (Counts & { indicator: string; division: string; frequency: string; before: { values: number }; after: { values: number } })[];
  movers: (Mover & { indicator: string })[];
}

export interface Delivery {
  source: string;
  names: Names;
  frequency: string;
  lastPeriod: string | null;
  nextPeriod: string;
  nextDue: string;
  state: 'on-time' | 'late';
  daysLate: number;
  indicators: number;
  lateIndicators: string[];
  municipalities: number;
  expected: number;
  missingMunicipalities: { area: string; names: Names; lastPeriod: string | null; state: 'missing' | 'late' | 'due'; since: string; daysLate: number }[];
}

export interface Alert {
  kind: string;
  source: string | null;
  message: string;
  since: string;
}

export interface Freshness {
  indicator: string;
  frequency: string;
  lastPeriod: string;
  expectedPeriod: string;
  state: 'on-time' | 'late';
  daysLate: number;
  nextDue: string;
}

export interface FileAnswer {
  state: string;
  message: string;
  rowsRead: number;
  staged: number;
  refused: number;
  badRows: BadRow[];
}

export interface FilesAnswer {
  expected: { file: string; area: string | null }[];
  deliveries: { id: string; name: string; at: string; by: string; rowsRead: number; refused: number }[];
}

export interface Publication {
  id: string;
  since: string | null;
  reason: string | null;
}

/** Asks the API as the steward with a key, or as anybody where it is empty. */
export function ask<T>(path: string, key: string, signal?: AbortSignal, body?: unknown): Promise<T> {
  const init: RequestInit = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  if (signal) init.signal = signal;
  return exchange<T>(path, key, init);
}

/** Delivers a file as it is. */
export function send<T>(path: string, key: string, file: File): Promise<T> {
  return exchange<T>(path, key, { method: 'POST', body: file, headers: { 'Content-Type': mediaTypeOf(file.name) } });
}

/** Browsers guess the type of a file by what is installed; its ending is surer. */
const mediaTypeOf = (name: string): string => {
  const ending = name.split('.').at(-1)?.toLowerCase();
  if (ending === 'xlsx') return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return ending === 'json' ? 'application/json' : 'text/csv';
};

async function exchange<T>(path: string, key: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  if (key) headers.set('Authorization', `Bearer ${key}`);
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('offline', 0, String(error));
  });
  if (!response.ok) throw await Problem.fromResponse(response);
  return (response.status === 204 ? null : await response.json()) as T;
}
