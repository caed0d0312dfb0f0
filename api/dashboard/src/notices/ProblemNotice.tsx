import { useEffect } from 'preact/hooks';
import type { Problem } from '../answers/problem';
import { useReader } from '../language/reader';
import { lookUp } from '../language/strings';

const waitForPublication = 5000; // ms; the first load and publication take about this long

interface ProblemNoticeProps {
  problem: Problem;
  retry: () => void;
  /** h1 where the notice is all that the page has. */
  heading?: 'h1' | 'h2';
}

/** What went wrong, in the reader's language, with what the API said about it, and a way on. */
export function ProblemNotice({ problem, retry, heading: Heading = 'h2' }: ProblemNoticeProps) {
  const { t } = useReader();
  useEffect(() => {
    if (problem.code !== 'no-publication') return undefined;
    const timer = setTimeout(retry, waitForPublication);
    return () => clearTimeout(timer);
  }, [problem]);

  return (
    <div class="notice problem" role="alert">
      <Heading>{t.failedTitle}</Heading>
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
