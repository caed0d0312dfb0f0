import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import type { Row } from '../answers/types';
import { formatPeriod } from '../language/periods';
import type { Series } from './panel';
import { reasonOf, reservationOf } from './reason';
import type { View } from './view';

interface CellValueProps {
  view: View;
  series: Series;
  row: Row;
  navigation: Navigation;
}

/** One number as a link to its lineage, with the sign of its reservations; or the reason why it is missing. */
export function CellValue({ view, series, row, navigation }: CellValueProps) {
  const { reader } = view;
  const explain = { area: series.area, period: row.period, members: series.members };
  const reservation = reservationOf(row, reader);
  return (
    <Link navigation={navigation} to={{ explain }} class={row.value === null ? 'cell missing' : 'cell'}>
      {row.value === null ? reasonOf(row, reader) : view.number(row.value)}
      {reservation && (
        <abbr class="sign" title={reservation.long}>
          {reservation.short}
        </abbr>
      )}
      <span class="hidden"> – {reader.t.whereFrom(view.name(series), formatPeriod(row.period, reader.language))}</span>
    </Link>
  );
}
