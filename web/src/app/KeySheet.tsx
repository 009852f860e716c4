import { Fragment, useEffect, useRef } from 'react';
import { IconButton } from '../components/ui/IconButton';
import { Switch } from '../components/ui/Switch';
import { t, type Key } from '../lib/i18n';
import { keySheet } from '../lib/shortcuts';
import { useStore } from '../lib/use-store';
import { isBoolean, preference, preferences, setPreference } from '../live/preferences';
import { ACTIONS, barredWhy, capsOf, KEYS_ELSEWHERE } from './actions';
import { LETTER_KEYS } from './keys';
import './key-sheet.css';

/** All keys. A native dialog: it traps the focus and gives it back. */
export function KeySheet() {
  const open = useStore(keySheet);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!open || !dialog.current) return;
    const before = document.activeElement;
    if (!dialog.current.open) dialog.current.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  if (!open) return null;
  const close = (): void => keySheet.set(false);
  return (
    <dialog ref={dialog} className="key-sheet" aria-labelledby="keys-title" onClose={close} onClick={(event) => {
      if (event.target === dialog.current) close();
    }}
      onKeyDown={(event) => {
        if (event.key !== '?') return;
        event.stopPropagation();
        close();
      }}>
      <div>
        <header><h2 id="keys-title">{t('keys.title')}</h2><IconButton icon="close" label={t('find.close')} onPress={close} /></header>
        <div className="key-groups">
          {ACTIONS.map(({ title, actions }) => <Group key={title} title={title} lines={actions.filter(({ keys }) => keys.length > 0).map((action) => ({ ...action, why: barredWhy(action) }))} />)}
          <Group title="keys.anywhere" lines={KEYS_ELSEWHERE} />
        </div>
        <LetterKeys />
      </div>
    </dialog>
  );
}

function Group({ title, lines }: { title: Key; lines: readonly { label: Key; keys: readonly string[]; why?: string | null }[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{t(title)}</h3>
      <dl>
        {lines.map(({ label, keys, why = null }) => (
          <Fragment key={label}>
            <dt className={why === null ? '' : 'barred'} title={why ?? undefined}>{t(label)}</dt>
            <dd>{keys.map((key) => <span key={key}>{capsOf(key).map((cap, place) => <kbd key={place}>{cap}</kbd>)}</span>)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function LetterKeys() {
  useStore(preferences);
  const on = preference(LETTER_KEYS, isBoolean, true);
  return (
    <div className="letter-keys">
      <div><b>{t('keys.letters')}</b><p className="fact">{t('keys.lettersHint')}</p></div>
      <Switch label={t('keys.letters')} on={on} onChange={(next) => setPreference(LETTER_KEYS, next)} />
    </div>
  );
}
