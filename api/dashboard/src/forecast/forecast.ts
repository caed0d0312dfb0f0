import { fetchAnswer } from '../answers/fetch';
import { Problem } from '../answers/problem';
import type { Frequency, Language, Names } from '../answers/types';

/** One period ahead, as the API tells it; every row is a forecast (SDMX status F). */
export interface ForecastRow {
  period: string;
  value: number;
  intervals: { level: number; lower: number; upper: number }[];
}

export interface ForecastArea {
  area: string;
  why: { text: Names };
  warnings: { code: string; text: Names }[];
  words: Record<Language, string[]>;
  rows: ForecastRow[];
}

export interface Forecast {
  id: string | null;
  created: string;
  origin: string;
  horizon: number;
  notes: { code: string; text: Names }[];
  areas: ForecastArea[];
}

interface Stored {
  id: string;
  publication: string;
  frequency: Frequency;
  breakdown: Record<string, string>;
  isScenario: boolean;
}

interface Job {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  share: number;
  fault: string | null;
  result: Forecast | null;
}

export interface ForecastQuestion {
  indicator: string;
  area: string;
  frequency: Frequency;
  breakdown: Record<string, string>;
  publication: string;
}

const lookEvery = 700; // ms between looks at a computation

/** The forecast that is kept for the area and publication, else one that is computed for the reader and not kept. */
export async function forecastOf(question: ForecastQuestion, signal: AbortSignal, tell: (share: number) => void): Promise<Forecast> {
  const { forecasts } = await fetchAnswer<{ forecasts: Stored[] }>(
    `/v1/forecasts?indicator=${encodeURIComponent(question.indicator)}&area=${encodeURIComponent(question.area)}&limit=20`, signal);
  const kept = forecasts.find((one) => !one.isScenario && one.publication === question.publication && one.frequency === question.frequency && same(one.breakdown, question.breakdown));
  return kept ? fetchAnswer<Forecast>(`/v1/forecasts/${kept.id}`, signal) : compute(question, signal, tell);
}

async function compute({ indicator, area, frequency, breakdown, publication }: ForecastQuestion, signal: AbortSignal, tell: (share: number) => void): Promise<Forecast> {
  const body = JSON.stringify({ indicator, areas: [area], frequency, breakdown, asOf: publication, store: false });
  const response = await fetch('/v1/forecasts', { method: 'POST', body, signal, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } });
  if (!response.ok) throw await Problem.fromResponse(response);
  if (response.status !== 202) return (await response.json()) as Forecast;
  let job = (await response.json()) as Job;
  while (job.state === 'queued' || job.state === 'running') {
    tell(job.share);
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    job = await fetchAnswer<Job>(`/v1/forecasts/jobs/${job.id}`, signal);
  }
  if (job.result === null) throw new Problem('forecast-failed', 0, job.fault ?? job.state);
  return job.result;
}

const same = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys({ ...a, ...b }).every((name) => (a[name] ?? 'total') === (b[name] ?? 'total'));
