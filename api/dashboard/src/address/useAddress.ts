import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Address, formatAddress, parseAddress } from './address';

export interface Navigation {
  address: Address;
  /** The link to this page with some state changed; give it to `href`, so that it can be copied and opened elsewhere. */
  link: (change: Partial<Address>) => string;
  /** Changes some state: a new entry in the browser's history, unless `replace`. */
  go: (change: Partial<Address>, replace?: boolean) => void;
}

/** Ties the page's state to the address bar, so that every view can be shared, and the back button goes back. */
export function useAddress(): Navigation {
  const [address, setAddress] = useState(() => parseAddress(location.search));

  useEffect(() => {
    const read = () => setAddress(parseAddress(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);

  const link = useCallback((change: Partial<Address>) => formatAddress({ ...address, ...change }), [address]);
  const go = useCallback(
    (change: Partial<Address>, replace = false) => {
      const query = formatAddress({ ...address, ...change });
      if (query !== location.search) history[replace ? 'replaceState' : 'pushState'](null, '', query);
      setAddress(parseAddress(query));
    },
    [address],
  );
  return { address, link, go };
}

/** Whether a click on a link is a plain one, to be handled here and not by the browser (new tab, download, other button). */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
