import { useRef, useState } from 'preact/hooks';
import type { Navigation } from '../address/useAddress';
import { formatPeriod } from '../language/periods';
import { Name } from '../language/reader';
import { CellValue } from './CellValue';
import { legendOf } from './reason';
import { useRovingFocus } from './useRovingFocus';
import { allRows, memberNames, type View } from './view';

const rowsAtFirst = 24; // two years of months; the rest on request

/** All values as a table: a row a period, newest first, a column a series. Every number leads to its lineage. */
export function ValuesTable({ view, navigation }: { view: View; navigation: Navigation }) {
  const { reader, panel, detail } = view;
  const { t } = reader;
  const [all, setAll] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const steer = useRovingFocus(table, [view, all]);
  const newestFirst = [...panel.periods].reverse();
  const shown = all ? newestFirst : newestFirst.slice(0, rowsAtFirst);
  const legend = legendOf(allRows(panel), reader);

  return (
    <section class="card values" aria-labelledby="table-title">
      <header class="card-head">
        <h2 id="table-title">{t.table}</h2>
      </header>
      <div class="table-box" role="group" aria-labelledby="table-title" tabIndex={0}>
        <table ref={table} onKeyDown={steer} aria-describedby="table-hint">
          <caption>
            <Name of={detail.names} /> ({view.unit}) {detail.synthetic && <span class="tag">{t.syntheticTag}</span>}
          </caption>
          <TableHead view={view} />
          <tbody>
            {shown.map((period) => (
              <tr key={period}>
                <th scope="row">{formatPeriod(period, reader.language)}</th>
                {panel.series.map((series) => {
                  const row = series.rows.get(period);
                  return (
                    <td key={series.key} class={series === view.main ? 'main' : ''}>
                      {row && <CellValue view={view} series={series} row={row} navigation={navigation} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {newestFirst.length > rowsAtFirst && (
        <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.showFewerRows : t.showAllRows(newestFirst.length)}
        </button>
      )}
      <p id="table-hint" class="quiet on-screen">
        {t.tableHint}
      </p>
      {legend.length > 0 && (
        <dl class="signs" aria-label={t.legend}>
          {legend.map((entry) => (
            <div key={entry.short}>
              <dt>{entry.short}</dt>
              <dd>{entry.long}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** One row of names; with several breakdown members, a second row under each area. */
function TableHead({ view }: { view: View }) {
  const { panel, reader } = view;
  const areas = [...new Set(panel.series.map((series) => series.area))];
  const several = panel.series.length > areas.length;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={several ? 2 : 1}>
          {reader.t.period}
        </th>
        {areas.map((area) => {
          const own = panel.series.filter((series) => series.area === area);
          return (
            <th key={area} scope={several ? 'colgroup' : 'col'} colSpan={own.length} class={own.includes(view.main!) ? 'main' : ''}>
              {view.areaName(area)}
            </th>
          );
        })}
      </tr>
      {several && (
        <tr>
          {panel.series.map((series) => (
            <th key={series.key} scope="col">
              {memberNames(series, view.detail, reader).join(', ')}
            </th>
          ))}
        </tr>
      )}
    </thead>
  );
}
