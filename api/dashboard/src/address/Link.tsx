import type { ComponentChildren } from 'preact';
import type { Address } from './address';
import { isPlainClick, type Navigation } from './useAddress';

interface LinkProps {
  navigation: Navigation;
  /** The state that the link leads to. */
  to: Partial<Address>;
  children: ComponentChildren;
  class?: string;
  lang?: string;
  current?: boolean;
}

/** A link to another state of the page: a real address, followed without loading the page anew. */
export function Link({ navigation, to, current, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    navigation.go(to);
  };
  return (
    <a {...rest} href={navigation.link(to)} aria-current={current ? 'true' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
