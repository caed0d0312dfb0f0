import { useEffect, useState } from 'preact/hooks';
import { Problem } from './problem';

export interface Answer<T> {
  /** The newest answer; while the next one is on its way, the one before it. */
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** Asks again. */
  retry: () => void;
}

interface Held<T> {
  key: string | null;
  data: T | null;
  problem: Problem | null;
}

/**
 * What `load` answers, asked anew whenever `key` changes (null asks nothing). An answer that comes too late is dropped,
 * so that data and question never mix.
 */
export function useAnswer<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [held, setHeld] = useState<Held<T>>({ key: null, data: null, problem: null });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setHeld({ key, data, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        setHeld({ key, data: null, problem: error });
      },
    );
    return () => abort.abort();
  }, [key, attempt]);

  const retry = () => {
    setHeld({ key: null, data: null, problem: null });
    setAttempt((count) => count + 1);
  };
  const loading = key !== null && held.key !== key;
  return { data: key === null ? null : held.data, problem: loading || key === null ? null : held.problem, loading, retry };
}
