import type { LineageAnswer, Load } from '../answers/types';
import { formatDay, formatMoment } from '../language/periods';
import { Name, useReader } from '../language/reader';
import { licenceName } from '../sources/licence';
import type { View } from '../values/view';

/** The files behind the number, with fingerprints and addresses, the publication that holds it and the SQL that computed it. */
export function Origin({ answer, view }: { answer: LineageAnswer; view: View }) {
  const { t } = useReader();
  return (
    <section aria-labelledby="loads-title">
      <h3 id="loads-title">{t.loads}</h3>
      <ul class="loads">
        {(answer.loads ?? []).map((load) => (
          <LoadCard key={`${load.number} ${load.sha256}`} load={load} view={view} />
        ))}
      </ul>
      <dl class="facts">
        <div>
          <dt>{t.publication}</dt>
          <dd>
            <code>{answer.publication}</code>
          </dd>
        </div>
        <div>
          <dt>{t.definition}</dt>
          <dd>
            <code>{answer.indicator}</code>, {t.definitionVersion(String(answer.version))}
            {answer.definitionHash && <code class="hash">{answer.definitionHash}</code>}
          </dd>
        </div>
      </dl>
      {answer.sql && (
        <details>
          <summary>{t.query}</summary>
          <pre tabIndex={0} lang="en">
            {answer.sql}
          </pre>
        </details>
      )}
    </section>
  );
}

function LoadCard({ load, view }: { load: Load; view: View }) {
  const { t, language } = useReader();
  const source = view.detail.sourceDetails?.find((one) => one.id === load.sourceId);
  const facts: [string, preact.ComponentChildren][] = [];
  if (load.updatedAt) facts.push([t.updated, <time dateTime={load.updatedAt}>{formatDay(load.updatedAt, language)}</time>]);
  if (load.fetchedAt) facts.push([t.fetched, <time dateTime={load.fetchedAt}>{(source?.origin === 'recorded' ? formatDay : formatMoment)(load.fetchedAt, language)}</time>]);
  if (load.loadedAt) facts.push([t.loaded, <time dateTime={load.loadedAt}>{formatMoment(load.loadedAt, language)}</time>]);
  if (load.file) facts.unshift([t.file, <code>{load.file}</code>]);
  facts.push([t.fingerprint, <code class="hash">{load.sha256}</code>]);
  if (load.url) facts.push([t.address, /^https?:/.test(load.url) ? <a href={load.url}>{load.url}</a> : <code>{load.url}</code>]);
  return (
    <li class="load">
      <p class="load-title">
        {t.loadNumber(load.number)} · {source ? <Name of={source.names} /> : load.sourceId}
      </p>
      {source && (
        <p class="quiet">
          {source.producer}, {licenceName(source.licence)}
        </p>
      )}
      <dl class="facts">
        {facts.map(([term, content]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
