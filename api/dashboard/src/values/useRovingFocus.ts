import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Makes the links of a table one stop of the Tab key, within which the arrow keys, Home and End move: a table of a hundred numbers
 * must not be a hundred stops. Screen readers still find every link.
 */
export function useRovingFocus(table: RefObject<HTMLTableElement | null>, content: readonly unknown[]): (event: KeyboardEvent) => void {
  useEffect(() => {
    const links = linksOf(table.current);
    const kept = links.find((link) => link.tabIndex === 0 && link === document.activeElement) ?? links[0];
    for (const link of links) link.tabIndex = link === kept ? 0 : -1;
  }, content);

  return (event) => {
    const from = event.target instanceof HTMLElement ? event.target.closest('td') : null;
    const to = from && neighbour(from, event.key);
    const link = to?.querySelector('a');
    if (!link) return;
    event.preventDefault();
    for (const other of linksOf(table.current)) other.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
  };
}

const linksOf = (table: HTMLTableElement | null): HTMLAnchorElement[] => [...(table?.querySelectorAll<HTMLAnchorElement>('td a') ?? [])];

/** The next cell with a link in the key's direction. */
function neighbour(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
  const row = cell.parentElement as HTMLTableRowElement;
  const cells = [...row.querySelectorAll('td')];
  const column = [...(row.parentElement?.children ?? [])].map((other) => other.querySelectorAll('td')[cells.indexOf(cell)]);
  const index = cells.indexOf(cell);
  const place = column.indexOf(cell);
  const candidates: Record<string, (HTMLTableCellElement | undefined)[]> = {
    ArrowRight: cells.slice(index + 1),
    ArrowLeft: cells.slice(0, index).reverse(),
    ArrowDown: column.slice(place + 1),
    ArrowUp: column.slice(0, place).reverse(),
    Home: cells,
    End: [...cells].reverse(),
  };
  return candidates[key]?.find((one) => one?.querySelector('a'));
}
