import type { Area, Language } from '../answers/types';
import type { Catalog } from '../catalog/catalog';
import { spoken } from '../language/languages';

/** The view holds at most as many areas as can be told apart in it. */
export const mostAreas = 12;

/** Levels that can be chosen, in the order in which equally good matches are offered. */
const levels = ['network', 'country', 'region', 'municipality'];

/** Areas that exist today and can be chosen. */
export const choosable = (catalog: Catalog): Area[] => [...catalog.areas.values()].filter((area) => area.validTo === null && levels.includes(area.level));

/** The municipalities that belong to an area today. */
export const membersOf = (catalog: Catalog, area: string): string[] =>
  choosable(catalog).filter((one) => one.level === 'municipality' && one.parents?.includes(area)).map((one) => one.id);

/** The areas of a first visit: the first network and its members; without a network the whole country. */
export function defaultAreas(catalog: Catalog): string[] {
  const network = choosable(catalog).find((area) => area.level === 'network');
  return network ? [network.id, ...membersOf(catalog, network.id)].slice(0, mostAreas) : choosable(catalog).filter((area) => area.level === 'country').map((area) => area.id);
}

/** Whether an area is a whole of others, and so no competitor in a ranking of municipalities. */
export const isAggregate = (catalog: Catalog, area: string): boolean => catalog.areas.get(area)?.level !== 'municipality';

/** The area whose line is emphasised: the first network, else the first aggregate, else the first area. */
export function emphasised(catalog: Catalog, areas: string[]): string | undefined {
  return areas.find((id) => catalog.areas.get(id)?.level === 'network') ?? areas.find((id) => isAggregate(catalog, id)) ?? areas[0];
}

/**
 * Areas that match a text, best first: names in any language that begin with it, names of which a word begins with it, codes,
 * and, from three letters on, names that contain it.
 */
export function searchAreas(areas: Area[], text: string, language: Language): Area[] {
  const sought = text.trim().toLocaleLowerCase(language);
  return areas
    .map((area) => ({ area, rank: rank(area, sought, language), name: spoken(area.names, language).text }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || levels.indexOf(a.area.level) - levels.indexOf(b.area.level) || a.name.localeCompare(b.name, language))
    .map(({ area }) => area);
}

function rank(area: Area, sought: string, language: Language): number {
  const name = spoken(area.names, language).text.toLocaleLowerCase(language);
  if (Object.values(area.names).some((one) => one.toLocaleLowerCase(language).startsWith(sought))) return 0;
  if (name.split(/[\s-]/).some((word) => word.startsWith(sought))) return 1;
  if (area.id.toLowerCase() === sought || area.code.toLowerCase() === sought) return 2;
  return sought.length >= 3 && name.includes(sought) ? 3 : 4;
}
