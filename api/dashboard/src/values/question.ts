import type { Address } from '../address/address';
import { answerPath, fetchAnswer } from '../answers/fetch';
import type { Frequency, Indicator, IndicatorDetail, ValuesAnswer } from '../answers/types';
import { defaultAreas } from '../areas/areas';
import { type Catalog, firstOf } from '../catalog/catalog';

/** What the page asks of the API: the address with its defaults filled in. */
export interface Question {
  indicator: Indicator;
  areas: string[];
  frequency: Frequency;
  /** Breakdown name → members; a breakdown that is not named has its total. */
  breakdowns: Record<string, string[]>;
}

/** The page opens with this indicator where the catalogue has it: everyone knows it, and its figures reach far back. */
const welcome = 'unemployment-rate';

/** The indicator that an address means, or undefined when it names one that does not exist. */
export function indicatorOf(address: Address, catalog: Catalog): Indicator | undefined {
  if (address.indicator !== null) return catalog.indicators.get(address.indicator);
  const theme = catalog.themes.find((one) => one.id === address.theme);
  const fallback = catalog.themes[0] && firstOf(catalog, catalog.themes[0]);
  return theme ? firstOf(catalog, theme) : (catalog.indicators.get(welcome) ?? fallback);
}

export function questionOf(address: Address, catalog: Catalog, indicator: Indicator): Question {
  const yearly = indicator.frequencies.includes('year') ? 'year' : indicator.frequencies[0];
  const asked = address.frequency !== null && indicator.frequencies.includes(address.frequency) ? address.frequency : null;
  return {
    indicator,
    areas: address.areas.length > 0 ? address.areas : defaultAreas(catalog),
    frequency: asked ?? yearly ?? 'year',
    breakdowns: Object.fromEntries(Object.entries(address.breakdowns).filter(([name, members]) => indicator.breakdowns.includes(name) && members.length > 0)),
  };
}

/** The path of `/v1/values` that answers a question; the same question in another format differs by `format` only. */
export function valuesPath(question: Question, format?: 'csv'): string {
  return answerPath('v1/values', {
    indicator: question.indicator.id,
    area: question.areas.join(','),
    frequency: question.frequency,
    ...Object.fromEntries(Object.entries(question.breakdowns).map(([name, members]) => [name, members.join(',')])),
    format,
  });
}

/** A question with its answers, which belong together on the screen. */
export interface Answered {
  question: Question;
  detail: IndicatorDetail;
  values: ValuesAnswer;
}

/** Asks the API for the indicator's particulars and its values at once. */
export async function ask(question: Question, signal: AbortSignal): Promise<Answered> {
  const [detail, values] = await Promise.all([
    fetchAnswer<IndicatorDetail>(`v1/indicators/${encodeURIComponent(question.indicator.id)}`, signal),
    fetchAnswer<ValuesAnswer>(valuesPath(question), signal),
  ]);
  return { question, detail, values };
}
