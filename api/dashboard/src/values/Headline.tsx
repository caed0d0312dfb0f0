import { formatPeriod } from '../language/periods';
import type { Navigation } from '../address/useAddress';
import { valueAt } from './panel';
import { CellValue } from './CellValue';
import { extremes, yearlyChange } from './summary';
import type { View } from './view';

/** The emphasised area's latest number, its change over a year and where the municipalities lie. */
export function Headline({ view, period, navigation }: { view: View; period: string; navigation: Navigation }) {
  const { t, language } = view.reader;
  const main = view.main;
  const row = main?.rows.get(period);
  const change = main && valueAt(main, period) !== null ? yearlyChange(view, main, period) : null;
  return (
    <section class="headline" aria-labelledby="headline-title">
      <h2 id="headline-title">
        {main ? view.name(main) : t.latest}, {formatPeriod(period, language)}
      </h2>
      <p class="headline-number">
        {main && row ? <CellValue view={view} series={main} row={row} navigation={navigation} /> : '··'}{' '}
        {row?.value != null && <span class="headline-unit">{view.unit}</span>}
      </p>
      <p class="headline-words">
        {change && <span class={change.known ? 'headline-change known' : 'headline-change'}>{change.words}</span>} {extremes(view, period)}
      </p>
    </section>
  );
}
