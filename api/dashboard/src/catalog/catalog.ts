import { fetchAnswer } from '../answers/fetch';
import { Problem } from '../answers/problem';
import type { Area, Indicator, Language, Theme } from '../answers/types';
import { spoken } from '../language/languages';

/** What there is to choose from. */
export interface Catalog {
  themes: Theme[];
  indicators: Map<string, Indicator>;
  areas: Map<string, Area>;
}

/**
 * Reads the themes, indicators and areas.
 * @throws Problem as the API says it, or `no-publication` when there is no indicator yet.
 */
export async function loadCatalog(signal: AbortSignal): Promise<Catalog> {
  const [themes, indicators, areas] = await Promise.all([
    fetchAnswer<{ themes: Theme[] }>('v1/themes', signal),
    fetchAnswer<{ indicators: Indicator[] }>('v1/indicators', signal),
    fetchAnswer<{ areas: Area[] }>('v1/areas', signal),
  ]);
  if (indicators.indicators.length === 0) throw new Problem('no-publication', 200, '');
  return {
    themes: themes.themes.filter((theme) => indicators.indicators.some((indicator) => indicator.theme === theme.id)),
    indicators: new Map(indicators.indicators.map((indicator) => [indicator.id, indicator])),
    areas: new Map(areas.areas.map((area) => [area.id, area])),
  };
}

/** The indicators of a theme, in the theme's order; those that the theme does not list come last. */
export function indicatorsOf(catalog: Catalog, theme: Theme): Indicator[] {
  const listed = theme.indicators.map((id) => catalog.indicators.get(id)).filter((found) => found !== undefined);
  const others = [...catalog.indicators.values()].filter((indicator) => indicator.theme === theme.id && !listed.includes(indicator));
  return [...listed, ...others];
}

/** The indicator with which a theme opens: its first that has values. */
export function firstOf(catalog: Catalog, theme: Theme): Indicator | undefined {
  const all = indicatorsOf(catalog, theme);
  return all.find((indicator) => indicator.lastPeriod !== null) ?? all[0];
}

/** Whether all words of the search are somewhere in the indicator's name, description or id. */
export function matches(indicator: Indicator, search: string, language: Language): boolean {
  const text = `${spoken(indicator.names, language).text} ${spoken(indicator.descriptions, language).text} ${indicator.id}`.toLocaleLowerCase(language);
  return search.toLocaleLowerCase(language).split(/\s+/).every((word) => text.includes(word));
}
