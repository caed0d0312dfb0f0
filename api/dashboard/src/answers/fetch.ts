import { Problem } from './problem';

/**
 * Reads one JSON answer of the API.
 * @throws Problem when the API refuses or does not answer; AbortError passes through.
 */
export async function fetchAnswer<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { Accept: 'application/json' } }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('offline', 0, String(error));
  });
  if (!response.ok) throw await Problem.fromResponse(response);
  return (await response.json()) as T;
}

/** Builds `/v1/values?indicator=…` and the like; names and values that are empty are left out, commas and colons stay legible. */
export function answerPath(path: string, parameters: Record<string, string | null | undefined>): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeLegibly(value!)}`)
    .join('&');
  return query ? `${path}?${query}` : path;
}

/** Percent-encodes what a query needs, and leaves the commas and colons that RFC 3986 allows there. */
export const encodeLegibly = (text: string): string => encodeURIComponent(text).replace(/%2C/g, ',').replace(/%3A/g, ':');
