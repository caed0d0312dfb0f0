import { useEffect } from 'preact/hooks';
import type { Problem } from '../answers/problem';
import { useReader } from '../language/reader';
import { lookUp } from '../language/strings';

const waitForPublication = 5000; // ms; the first load and publication take about this long

/** What went wrong, in the reader's language, with what the API said about it, and a way on. */
export function ProblemNotice({ problem, retry }: { problem: Problem; retry: () => void }) {
  const { t } = useReader();
  useEffect(() => {
    if (problem.code !== 'no-publication') return undefined;
    const timer = setTimeout(retry, waitForPublication);
    return () => clearTimeout(timer);
  }, [problem]);

  return (
    <div class="notice problem" role="alert">
      <h2>{t.failedTitle}</h2>
      <p>{lookUp(t.problems, problem.code) ?? t.otherProblem}</p>
      {problem.code !== 'offline' && problem.detail && (
        <p class="quiet" lang="en">
          {problem.detail} <code>{problem.code}</code>
        </p>
      )}
      {problem.code !== 'unknown-indicator' && problem.suggestions.length > 0 && (
        <p>
          {t.didYouMean}: {problem.suggestions.join(', ')}?
        </p>
      )}
      <p class="actions">
        <button type="button" class="button" onClick={retry}>
          {t.tryAgain}
        </button>
        <a class="button" href="?">
          {t.toStart}
        </a>
      </p>
    </div>
  );
}
