import { Icon } from '../components/ui/Icon';
import { IconButton } from '../components/ui/IconButton';
import { t } from '../lib/i18n';
import { page, palette, view } from '../lib/ui-state';
import { useStore } from '../lib/use-store';
import { VIEWS } from './places';
import { toggleTheme } from './theme';

export function TopBar({ views }: { views: boolean }) {
  const now = useStore(view);
  const live = useStore(page) === 'live';
  return (
    <header className="top">
      {live ? <h1 className="unseen">{t('app.name')}</h1> : null}
      {views && live ? (
        <nav className="tabs" aria-label={t('view.label')}>
          {VIEWS.map(({ name }, index) => (
            <button key={name} type="button" className={name === now ? 'on' : ''} aria-current={name === now ? 'page' : undefined} title={String(index + 1)} onClick={() => view.set(name)}>{t(`view.${name}`)}</button>
          ))}
        </nav>
      ) : null}
      <button type="button" className="find-open" aria-label={`${t('find.open')} Ctrl K`} onClick={() => palette.set({ mode: 'find' })}>
        <Icon name="search" /><span>{t('find.open')}</span>{' '}<kbd>Ctrl K</kbd>
      </button>
      <span className="spring" />
      <IconButton icon="theme" label={t('theme.toggle')} hotkey="T" onPress={toggleTheme} />
    </header>
  );
}
