import { lookUp } from '../language/strings';
import type { Alert } from './answers';
import { momentText, useDesk, useDeskAnswer } from './desk';
import { WideTable } from './WideTable';

/** What is to be looked at and mended; each stands until it is. */
export function AlertPart() {
  const { w, language } = useDesk();
  const { data } = useDeskAnswer<{ alerts: Alert[] }>(`v1/alerts?lang=${language}`);
  const alerts = data?.alerts ?? [];
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{w.alerts}</h2>
      {data && alerts.length === 0 && <p>{w.noAlerts}</p>}
      {alerts.length > 0 && (
        <WideTable label={w.alerts} heads={[w.alertKind, w.source, w.since, w.message]}>
          {alerts.map((alert, i) => (
            <tr key={i}>
              <th scope="row">{lookUp(w.alertKinds, alert.kind) ?? alert.kind}</th>
              <td>{alert.source ?? ''}</td>
              <td>{momentText(alert.since, language)}</td>
              <td>
                <Message text={alert.message} />
              </td>
            </tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

/** The first line, and the rest on demand. */
function Message({ text }: { text: string }) {
  const [first = '', ...rest] = text.split('\n');
  return rest.length === 0 ? (
    <>{first}</>
  ) : (
    <details>
      <summary>{first}</summary>
      <ul>
        {rest.map((line, i) => (
          <li key={i}>{line.trim()}</li>
        ))}
      </ul>
    </details>
  );
}
