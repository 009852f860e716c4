import { Icon } from '../components/ui/Icon';
import { IconButton } from '../components/ui/IconButton';
import { HealthButton } from '../features/health/components/HealthButton';
import { UndoButtons } from '../features/history/components/UndoButtons';
import { PersonMenu } from '../features/people/components/PersonMenu';
import { SceneMenu } from '../features/scenes/components/SceneMenu';
import { t } from '../lib/i18n';
import { MODIFIER } from '../lib/shortcuts';
import { page, palette, view } from '../lib/ui-state';
import { useStore } from '../lib/use-store';
import { VIEWS } from './places';
import { toggleTheme } from './theme';

/** Views, what finds everything, and at the right what is the matter and who is here. */
export function TopBar({ first, onView }: { first: boolean; onView: () => void }) {
  const now = useStore(view);
  const live = useStore(page) === 'live';
  return (
    <header className="top">
      {live ? <h1 className="unseen">{t('app.name')}</h1> : null}
      {live ? (
        <nav className="tabs" aria-label={t('view.label')}>
          {VIEWS.map(({ name }, index) => (
            <button key={name} type="button" className={name === now && !first ? 'on' : ''} aria-current={name === now && !first ? 'page' : undefined} title={String(index + 1)} onClick={() => {
              onView();
              view.set(name);
            }}>{t(`view.${name}`)}</button>
          ))}
        </nav>
      ) : null}
      <button type="button" className="find-open" aria-label={`${t('find.open')} ${MODIFIER} K`} onClick={() => palette.set({ mode: 'find' })}>
        <Icon name="search" /><span>{t('find.open')}</span>{' '}<kbd>{MODIFIER} K</kbd>
      </button>
      <span className="spring" />
      {!first && live ? <SceneMenu /> : null}
      <UndoButtons />
      <HealthButton />
      <IconButton icon="theme" className="hide-phone" label={t('theme.toggle')} hotkey="T" onPress={toggleTheme} />
      <PersonMenu />
    </header>
  );
}
