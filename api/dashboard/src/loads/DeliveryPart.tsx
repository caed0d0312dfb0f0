import { spoken } from '../language/languages';
import type { Delivery, Freshness } from './answers';
import { useDesk, useDeskAnswer } from './desk';
import { WideTable } from './WideTable';

/** What was delivered, what is due and what is late. */
export function DeliveryPart() {
  const { w, language } = useDesk();
  const { data } = useDeskAnswer<{ sources: Delivery[]; indicators: Freshness[] }>('v1/deliveries');
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{w.deliveries}</h2>
      <p>
        <a href={`v1/deliveries.ics?lang=${language}`}>{w.calendar}</a>
      </p>
      <WideTable label={w.deliveries} heads={[w.source, w.lastPeriod, w.due, w.state, w.missing, w.lateIndicators]}>
        {(data?.sources ?? []).map((one) => {
          const name = spoken(one.names, language);
          return (
            <tr key={`${one.source} ${one.frequency}`}>
              <th scope="row" lang={name.lang}>
                {name.text || one.source}
              </th>
              <td>{one.lastPeriod ?? w.neverDelivered}</td>
              <td>
                {one.nextPeriod}: {one.nextDue}
              </td>
              <td>{one.state === 'late' ? <span class="tag">{w.late(one.daysLate)}</span> : w.onTime}</td>
              <td>
                <Listed items={one.missingMunicipalities.map((m) => w.missingOne(m.state, spoken(m.names, language).text || m.area, m.lastPeriod, m.since))} />
              </td>
              <td>
                <Listed items={one.lateIndicators} />
              </td>
            </tr>
          );
        })}
      </WideTable>
      <details>
        <summary>{w.freshness}</summary>
        <WideTable label={w.freshness} heads={[w.indicator, w.lastPeriod, w.expectedPeriod, w.state, w.due]}>
          {(data?.indicators ?? []).map((one) => (
            <tr key={`${one.indicator} ${one.frequency}`}>
              <th scope="row">{one.indicator}</th>
              <td>{one.lastPeriod}</td>
              <td>{one.expectedPeriod}</td>
              <td>{one.state === 'late' ? <span class="tag">{w.late(one.daysLate)}</span> : w.onTime}</td>
              <td>{one.nextDue}</td>
            </tr>
          ))}
        </WideTable>
      </details>
    </section>
  );
}

/** How many there are, and which on demand. */
function Listed({ items }: { items: string[] }) {
  const { w } = useDesk();
  return items.length === 0 ? (
    <>{w.none}</>
  ) : (
    <details>
      <summary>{items.length}</summary>
      {items.join(', ')}
    </details>
  );
}
