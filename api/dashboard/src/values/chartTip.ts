import { formatPeriod } from '../language/periods';
import { reasonOf, reservationOf } from './reason';
import { colourOf, markPath } from './marks';
import { valueAt } from './panel';
import type { View } from './view';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What the pointer's period holds: every series with its value, or the reason why it has none, highest first. */
export function chartTip(view: View, index: number): HTMLElement {
  const period = view.panel.axis[index] ?? '';
  const tip = document.createElement('div');
  tip.append(element('p', 'tip-period', formatPeriod(period, view.reader.language)));
  const table = element('table', 'tip-table');
  const ranked = [...view.panel.series].sort((a, b) => (valueAt(b, period) ?? -Infinity) - (valueAt(a, period) ?? -Infinity));
  for (const series of ranked) {
    const row = series.rows.get(period);
    const line = element('tr', series === view.main ? 'main' : '');
    const name = element('td', '');
    name.append(mark(view.colour(series)), ` ${view.name(series)}`);
    const text = row === undefined ? '' : row.value === null ? reasonOf(row, view.reader) : `${view.number(row.value)}${reservationOf(row, view.reader)?.short ?? ''}`;
    line.append(name, element('td', 'tip-value', text));
    table.append(line);
  }
  tip.append(table);
  return tip;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function mark(position: number): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '-1 -1 12 12');
  svg.setAttribute('class', 'mark');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', markPath(position));
  path.setAttribute('fill', colourOf(position));
  svg.append(path);
  return svg;
}
