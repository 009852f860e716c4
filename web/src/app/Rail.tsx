import { ActButton } from '../components/ui/ActButton';
import { ForOperators } from '../components/ui/ForOperators';
import { Icon } from '../components/ui/Icon';
import { Popover } from '../components/ui/Popover';
import { openHistory } from '../features/history/undo';
import { t } from '../lib/i18n';
import { keySheet } from '../lib/shortcuts';
import { page } from '../lib/ui-state';
import { useMedia } from '../lib/use-media';
import { useStore } from '../lib/use-store';
import { Mark } from './Mark';
import { PAGES, type Place } from './places';

/** So many tabs a phone has beside the one for the rest. */
const TABS = 3;

/** The pages at the left edge; tabs at the lower edge of a phone. */
export function Rail() {
  const phone = useMedia('(max-width: 640px)');
  if (phone) return <Tabs />;
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <span className="logo"><Mark /></span>
      {PAGES.filter((place) => !place.low).map((place) => <Item key={place.name} place={place} />)}
      <span className="spring" />
      {PAGES.filter((place) => place.low).map((place) => <Item key={place.name} place={place} />)}
    </nav>
  );
}

function Tabs() {
  const here = useStore(page);
  const rest = PAGES.slice(TABS);
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {PAGES.slice(0, TABS).map((place) => <Item key={place.name} place={place} />)}
      <Popover className={rest.some(({ name }) => name === here) ? 'on' : ''} button={<><Icon name="more" /><span>{t('rail.more')}</span></>} title={t('rail.more')}>
        <div className="more">
          {rest.map(({ name, icon }) => (
            <button key={name} type="button" data-closes className={name === here ? 'on' : ''} aria-current={name === here ? 'page' : undefined} onClick={() => page.set(name)}><Icon name={icon} />{t(`page.${name}`)}</button>
          ))}
          <ForOperators><ActButton data-closes onClick={openHistory}><Icon name="clock" />{t('history.open')}</ActButton></ForOperators>
          <button type="button" data-closes onClick={() => keySheet.set(true)}><Icon name="keys" />{t('keys.sheet')}</button>
        </div>
      </Popover>
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
