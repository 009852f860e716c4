import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { palette, type Palette } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { listening } from '../../../live/listening';
import { findEntries, matching, routeEntries, type Entry } from '../entries';
import '../find.css';

const SHOWN = 9;

/** Ctrl-K: jump to anything, do anything; also the target list of a route made by keys. */
export function FindPalette() {
  const now = useStore(palette);
  return now.mode === 'closed' ? null : <Open now={now} key={now.mode} />;
}

const close = (): void => palette.set({ mode: 'closed' });

function Open({ now }: { now: Exclude<Palette, { mode: 'closed' }> }) {
  const live = useLive();
  const heard = useStore(listening);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useReturnedFocus();
  const all = useMemo(() => (now.mode === 'find' ? findEntries(live, new Set(heard.map((item) => item.id))) : routeEntries(live, now.sourceId)), [live, heard, now]);
  const found = matching(all, query);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('.on')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, query]);
  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt(Math.min(found.length - 1, chosen + 1)),
      ArrowUp: () => setAt(Math.max(0, chosen - 1)),
      Enter: () => run(found[chosen]),
      Escape: close,
      Tab: () => undefined,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const source = now.mode === 'routeFrom' ? live.sources.find((candidate) => candidate.config_id === now.sourceId)?.name : undefined;
  const placeholder = source === undefined ? t('find.placeholder') : t('find.routePlaceholder', { source });
  return (
    <>
      <div className="scrim" onClick={close} />
      <div className="palette" role="dialog" aria-modal="true" aria-label={placeholder}>
        <div className="palette-in">
          <Icon name="search" />
          <input autoFocus role="combobox" aria-expanded="true" aria-controls={listId} aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined} aria-label={placeholder}
            placeholder={placeholder} value={query} onKeyDown={onKeyDown} onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }} />
        </div>
        <ul role="listbox" id={listId} ref={list} aria-label={placeholder} style={{ maxHeight: SHOWN * 40 }}>
          {found.map((entry, index) => (
            <li key={entry.key} id={`${listId}-${index}`} role="option" aria-selected={index === chosen} className={index === chosen ? 'on' : ''}
              onPointerMove={() => setAt(index)} onClick={() => run(entry)}>
              <Mark entry={entry} /><span>{entry.label}</span>{entry.note ? <em>{entry.note}</em> : null}
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className="fact none">{t('find.nothing')}</p> : null}
        <div className="palette-keys"><span><kbd>↑</kbd> <kbd>↓</kbd> {t('find.move')}</span><span><kbd>Enter</kbd> {t('find.run')}</span><span><kbd>Esc</kbd> {t('find.close')}</span></div>
      </div>
    </>
  );
}

function Mark({ entry: { mark } }: { entry: Entry }) {
  return mark === 'in' || mark === 'out' || mark === 'mid' ? <i className={`dot ${mark}`} /> : <Icon name={mark} />;
}

function useReturnedFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
