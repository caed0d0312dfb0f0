import { Problem } from '../answers/problem';
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
  lastPeriod: string;
  nextPeriod: string;
  nextDue: string;
  state: 'on-time' | 'late';
  daysLate: number;
  indicators: number;
  lateIndicators: string[];
  municipalities: number;
  missingMunicipalities: { area: string; lastPeriod: string }[];
}

export interface Publication {
  id: string;
  since: string | null;
  reason: string | null;
}

/** Asks the API as the steward with a key, or as anybody where it is empty. */
export async function ask<T>(path: string, key: string, signal?: AbortSignal, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const init: RequestInit = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  if (signal) init.signal = signal;
  const response = await fetch(path, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('offline', 0, String(error));
  });
  if (!response.ok) throw await Problem.fromResponse(response);
  return (response.status === 204 ? null : await response.json()) as T;
}
