// The shapes of the answers of the public API, v1. See api/openapi.v1.json.

export type Language = 'fi' | 'sv' | 'en';
export type Names = Partial<Record<Language, string>>;
export type Frequency = 'year' | 'quarter' | 'month';
export type Direction = 'higher' | 'lower' | 'neutral';

export interface Area {
  id: string;
  level: string;
  code: string;
  names: Names;
  validTo: string | null;
  parents?: string[];
}

export interface Theme {
  id: string;
  names: Names;
  indicators: string[];
}

export interface Indicator {
  id: string;
  version: number | string;
  theme: string;
  names: Names;
  descriptions: Names;
  unit: Names;
  decimals: number;
  direction: Direction;
  aggregation: string;
  frequencies: Frequency[];
  breakdowns: string[];
  synthetic: boolean;
  sources: string[];
  firstPeriod: string | null;
  lastPeriod: string | null;
}

export interface SourceDetail {
  id: string;
  names: Names;
  producer: string;
  licence: string;
  homepage: string | null;
  synthetic: boolean;
  origin?: string;
}

/** From a period on, the figures of some areas (all, when there is no list) are not comparable with those before. */
export interface Break {
  from: string;
  areas?: string[] | null;
  reason: Names;
}

/** A breakdown and its members with what they are called. */
export interface BreakdownDetail {
  id: string;
  names: Names;
  members: { id: string; names: Names }[];
}

export interface IndicatorDetail extends Indicator {
  formula: string;
  owner?: string;
  definition?: { breaks?: Break[] | null } | null;
  breakdownMembers?: Record<string, string[]>;
  breakdownDetails?: BreakdownDetail[];
  dataUpdated?: string | null;
  dataLoaded?: string | null;
  sourceDetails?: SourceDetail[];
}

/** One value. Besides these it has a property for each breakdown: `sex: "total"`. */
export interface Row {
  area: string;
  period: string;
  value: number | null;
  status?: string;
  members?: { of: number; present: number };
  [breakdown: string]: unknown;
}

export interface ValuesAnswer {
  publication: string;
  publishedAt: string;
  frequency: Frequency;
  division: string;
  rows: Row[];
  notes?: unknown[];
  citation?: Citation;
}

/** How an answer is cited, in each language, and the address under which it stays the same. */
export interface Citation {
  link: string;
  text: Names;
}

export interface Load {
  number: number;
  sourceId: string;
  file?: string;
  sha256: string;
  url?: string | null;
  fetchedAt?: string;
  loadedAt?: string;
  updatedAt?: string | null;
}

export interface LineageAnswer {
  indicator: string;
  version: number | string;
  area: string;
  period: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  multiplier: number | null;
  formula: string;
  aggregation: string;
  status?: string | null;
  publication: string;
  definitionHash?: string;
  sql?: string;
  inputs?: { name: string; dataSet: string; measure: string; where?: Record<string, string> }[];
  members?: { area: string; value: number | null; numerator: number | null; denominator: number | null; status?: string | null }[];
  loads?: Load[];
}
