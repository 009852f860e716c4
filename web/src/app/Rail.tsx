import { Icon } from '../components/ui/Icon';
import { t } from '../lib/i18n';
import { page } from '../lib/ui-state';
import { useStore } from '../lib/use-store';
import { Mark } from './Mark';
import { PAGES, type Place } from './places';

/** The pages at the left edge; tabs at the lower edge of a phone. */
export function Rail() {
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <span className="logo"><Mark /></span>
      {PAGES.filter((place) => !place.low).map((place) => <Item key={place.name} place={place} />)}
      <span className="spring" />
      {PAGES.filter((place) => place.low).map((place) => <Item key={place.name} place={place} />)}
    </nav>
  );
}

function Item({ place: { name, icon } }: { place: Place }) {
  const here = useStore(page) === name;
  return (
    <button type="button" className={here ? 'on' : ''} aria-current={here ? 'page' : undefined} onClick={() => page.set(name)}>
      <Icon name={icon} /><span>{t(`page.${name}`)}</span>
    </button>
  );
}
