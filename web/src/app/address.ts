import { page, view } from '../lib/ui-state';
import { PAGES, VIEWS } from './places';

/** The page and the view stand in the address behind `#`: `#patch`, `#list`, `#logs`. Back and forward work as in any site. */
export function followAddress(): () => void {
  const read = (): void => {
    const name = location.hash.slice(1) || 'patch';
    const known = VIEWS.find((candidate) => candidate.name === name);
    if (known) view.set(known.name);
    page.set(known ? 'live' : (PAGES.find((candidate) => candidate.name === name)?.name ?? 'live'));
  };
  const write = (): void => {
    const name = page.get() === 'live' ? view.get() : page.get();
    if (location.hash.slice(1) !== name) history.pushState(null, '', `#${name}`);
  };
  if (location.hash !== '') read();
  addEventListener('hashchange', read);
  addEventListener('popstate', read);
  const unsubscribe = [page.subscribe(write), view.subscribe(write)];
  return () => {
    removeEventListener('hashchange', read);
    removeEventListener('popstate', read);
    unsubscribe.forEach((stop) => stop());
  };
}
