import { encodeLegibly } from '../answers/fetch';
import type { Frequency, Language } from '../answers/types';
import { isLanguage } from '../language/languages';

/** One number, named: what `/v1/lineage` can be asked about. */
export interface Cell {
  area: string;
  period: string;
  /** Breakdown name → member; empty when the indicator has none. */
  members: Record<string, string>;
}

/** All state of the page; what is null or empty has its default. */
export interface Address {
  language: Language | null;
  theme: string | null;
  indicator: string | null;
  areas: string[];
  frequency: Frequency | null;
  /** Breakdown name → chosen members. */
  breakdowns: Record<string, string[]>;
  /** The period of the ranking; null: the latest. */
  period: string | null;
  /** The number whose lineage is shown. */
  explain: Cell | null;
}

const reserved = new Set(['lang', 'theme', 'indicator', 'area', 'frequency', 'period', 'explain']);
const frequencies: readonly string[] = ['year', 'quarter', 'month'];

const list = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);

/** Reads the query of an address; what it does not understand, it leaves out. */
export function parseAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const language = parameters.get('lang');
  const frequency = parameters.get('frequency');
  const breakdowns = Object.fromEntries(
    [...parameters].filter(([name]) => !reserved.has(name)).map(([name, text]): [string, string[]] => [name, list(text)]),
  );
  return {
    language: isLanguage(language) ? language : null,
    theme: parameters.get('theme'),
    indicator: parameters.get('indicator'),
    areas: [...new Set(list(parameters.get('area')))],
    frequency: frequency !== null && frequencies.includes(frequency) ? (frequency as Frequency) : null,
    breakdowns,
    period: parameters.get('period'),
    explain: parseCell(parameters.get('explain')),
  };
}

/** Writes an address as a query that parseAddress reads: `?lang=fi&indicator=unemployment-rate&area=KU016,KU111`. */
export function formatAddress(address: Address): string {
  const parts: [string, string | null][] = [
    ['lang', address.language],
    ['theme', address.indicator ? null : address.theme],
    ['indicator', address.indicator],
    ['area', address.areas.join(',')],
    ['frequency', address.frequency],
    ...Object.entries(address.breakdowns).map(([name, members]): [string, string] => [name, members.join(',')]),
    ['period', address.period],
    ['explain', address.explain && formatCell(address.explain)],
  ];
  const query = parts.filter(([, text]) => text).map(([name, text]) => `${encodeURIComponent(name)}=${encodeLegibly(text!)}`);
  return query.length > 0 ? `?${query.join('&')}` : '?';
}

/** `KU111,2018` or, with breakdowns, `KU111,2018,sex:male`. */
function parseCell(text: string | null): Cell | null {
  const [area, period, ...rest] = list(text);
  if (!area || !period) return null;
  const members = rest.map((part): [string, string] => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]);
  return { area, period, members: Object.fromEntries(members.filter(([name]) => name !== '')) };
}

function formatCell(cell: Cell): string {
  return [cell.area, cell.period, ...Object.entries(cell.members).map(([name, member]) => `${name}:${member}`)].join(',');
}
