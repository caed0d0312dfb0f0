import type { IndicatorDetail } from '../answers/types';
import { formatDay } from '../language/periods';
import { Name, useReader } from '../language/reader';
import { licenceName } from './licence';

/** The source in one line, so that it goes along when a chart is printed or cut out. */
export function SourceLine({ detail }: { detail: IndicatorDetail }) {
  const { t, language } = useReader();
  return (
    <p>
      {t.source}:{' '}
      {(detail.sourceDetails ?? []).map((source, index) => (
        <span key={source.id}>
          {index > 0 && '; '}
          <Name of={source.names} />, {licenceName(source.licence)}
        </span>
      ))}
      {detail.synthetic && ' '}
      {detail.synthetic && <span class="tag">{t.syntheticTag}</span>}
      {detail.dataUpdated && ` · ${t.updated} ${formatDay(detail.dataUpdated, language)}`}
      {!detail.dataUpdated && detail.dataLoaded && ` · ${t.loaded} ${formatDay(detail.dataLoaded, language)}`}
    </p>
  );
}
