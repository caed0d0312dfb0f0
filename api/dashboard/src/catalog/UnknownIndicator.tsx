import { Link } from '../address/Link';
import type { Navigation } from '../address/useAddress';
import { fetchAnswer } from '../answers/fetch';
import type { IndicatorDetail } from '../answers/types';
import { useAnswer } from '../answers/useAnswer';
import { Name, useReader } from '../language/reader';
import { Loading } from '../notices/Loading';
import { ProblemNotice } from '../notices/ProblemNotice';
import type { Catalog } from './catalog';
import { toIndicator } from './ThemeLinks';

/** Shown for an address whose indicator does not exist: what the API says about it, and the indicators that it suggests. */
export function UnknownIndicator({ id, catalog, navigation }: { id: string; catalog: Catalog; navigation: Navigation }) {
  const { t } = useReader();
  const path = `v1/indicators/${encodeURIComponent(id)}`;
  const { problem, retry } = useAnswer<IndicatorDetail>(path, (signal) => fetchAnswer(path, signal));
  const suggested = (problem?.suggestions ?? []).map((one) => catalog.indicators.get(one)).filter((one) => one !== undefined);
  return (
    <main id="content" tabIndex={-1} aria-busy={problem === null}>
      {problem === null ? <Loading /> : <ProblemNotice heading="h1" problem={problem} retry={retry} />}
      {suggested.length > 0 && (
        <nav class="suggestions" aria-label={t.didYouMean}>
          <p>{t.didYouMean}</p>
          <ul>
            {suggested.map((indicator) => (
              <li key={indicator.id}>
                <Link navigation={navigation} to={toIndicator(indicator.id)}>
                  <Name of={indicator.names} />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </main>
  );
}
