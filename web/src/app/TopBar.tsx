import { Icon } from '../components/ui/Icon';
import { IconButton } from '../components/ui/IconButton';
import { t } from '../lib/i18n';
import { palette, view, type View } from '../lib/ui-state';
import { useStore } from '../lib/use-store';
import { toggleTheme } from './theme';

const VIEWS: readonly View[] = ['patch', 'list'];

export function TopBar({ views }: { views: boolean }) {
  const now = useStore(view);
  return (
    <header className="top">
      <h1 className="brand"><Mark /><span>{t('app.name')}</span></h1>
      {views ? (
        <nav className="tabs" aria-label={t('view.label')}>
          {VIEWS.map((name, index) => (
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

function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" strokeWidth="2.4" strokeLinecap="round">
      <path d="M5 4v16M9.500 7.500v9" stroke="var(--in)" /><path d="M19 4v16M14.500 7.500v9" stroke="var(--out)" />
    </svg>
  );
}
