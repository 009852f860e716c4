import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { barredProps } from '../../../lib/barred';
import { t } from '../../../lib/i18n';
import { palette, type Palette } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { listening } from '../../../live/listening';
import { isTexts, preference, setPreference } from '../../../live/preferences';
import { recallScene } from '../api/recall-scene';
import { useSceneNames } from '../api/scenes';
import { useSettingEntries } from '../api/settings';
import { forOperators, matching, recentFirst, routeEntries, thingEntries, typedEntries, type Entry } from '../entries';
import '../find.css';

/** More lines than one looks through are not drawn. */
const MOST_SHOWN = 60;
const MOST_RECENT = 8;
const RECENT = 'recent';

interface Props {
  /** What can be gone to and done beside the things of the house: pages, views, actions of the page. */
  commands: readonly Entry[];
}

/** Ctrl-K: jump to anything, do anything; also the target list of a route made by keys. */
export function FindPalette({ commands }: Props) {
  const now = useStore(palette);
  return now.mode === 'closed' ? null : <Open now={now} commands={commands} key={now.mode} />;
}

const close = (): void => palette.set({ mode: 'closed' });

function run(entry: Entry | undefined): void {
  if (!entry || whyNot(entry) !== null) return;
  close();
  entry.run();
  if (!entry.leads) setPreference(RECENT, [entry.key, ...recentKeys().filter((key) => key !== entry.key)].slice(0, MOST_RECENT));
}

const whyNot = ({ why }: Entry): string | null => why?.() ?? null;

const recentKeys = (): string[] => preference(RECENT, isTexts, []);

function useFound(now: Exclude<Palette, { mode: 'closed' }>, commands: readonly Entry[], query: string): Entry[] {
  const live = useLive();
  const heard = useStore(listening);
  const scenes = useSceneNames();
  const settings = useSettingEntries();
  const all = useMemo(() => {
    if (now.mode === 'routeFrom') return routeEntries(live, now.sourceId);
    const recalls = scenes.map((name): Entry => ({ key: `scene-${name}`, group: 'find.scenes', label: t('find.recall', { name }), mark: 'scene', why: forOperators, run: () => void recallScene(name) }));
    return [...commands, ...recalls, ...thingEntries(live, new Set(heard.map((item) => item.id)))];
  }, [live, heard, now, scenes, commands]);
  if (query.trim() === '') return now.mode === 'find' ? recentFirst(all, recentKeys()) : all;
  if (now.mode !== 'find') return matching(all, query, recentKeys());
  return [...typedEntries(live, query), ...matching([...all, ...settings], query, recentKeys())];
}

function Open({ now, commands }: { now: Exclude<Palette, { mode: 'closed' }>; commands: readonly Entry[] }) {
  const { sources } = useLive();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useReturnedFocus();
  const found = useFound(now, commands, query).slice(0, MOST_SHOWN);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('.on')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, query]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt(found.length === 0 ? 0 : (chosen + 1) % found.length),
      ArrowUp: () => setAt(found.length === 0 ? 0 : (chosen + found.length - 1) % found.length),
      PageDown: () => setAt(Math.max(0, Math.min(found.length - 1, chosen + 8))),
      PageUp: () => setAt(Math.max(0, chosen - 8)),
      Enter: () => run(found[chosen]),
      Escape: close,
      Tab: () => undefined,
    };
    const act = keys[event.key];
    if (!act || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const source = now.mode === 'routeFrom' ? sources.find((candidate) => candidate.config_id === now.sourceId)?.name : undefined;
  const placeholder = source === undefined ? t('find.placeholder') : t('find.routePlaceholder', { source });
  return (
    <>
      <div className="scrim" onClick={close} />
      <div className="palette" role="dialog" aria-modal="true" aria-label={placeholder}>
        <div className="palette-in">
          <Icon name="search" />
          <input autoFocus role="combobox" aria-expanded="true" aria-controls={listId} aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined} aria-label={placeholder}
            autoComplete="off" spellCheck={false} placeholder={placeholder} value={query} onKeyDown={onKeyDown} onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }} />
          <button type="button" className="palette-close fact" onClick={close}>{t('find.close')}</button>
        </div>
        <ul role="listbox" id={listId} ref={list} aria-label={placeholder}>
          {found.map((entry, index) => [
            entry.group === found[index - 1]?.group ? null : <li key={`head-${entry.group}-${index}`} role="presentation" className="head">{t(entry.group)}</li>,
            <li key={entry.key} id={`${listId}-${index}`} role="option" aria-selected={index === chosen} className={index === chosen ? 'on' : ''}
              {...barredProps(whyNot(entry))} onPointerMove={() => setAt(index)} onClick={() => run(entry)}>
              <Mark entry={entry} /><span>{entry.label}</span>{whyNot(entry) !== null && index === chosen ? <em>{whyNot(entry)}</em> : entry.note ? <em>{entry.note}</em> : null}
            </li>,
          ])}
        </ul>
        {found.length === 0 ? <p className="fact none">{t(now.mode === 'routeFrom' && query === '' ? 'find.nowhere' : 'find.nothing')}</p> : null}
        <div className="palette-keys">
          <span><kbd>↑</kbd> <kbd>↓</kbd> {t('find.move')}</span><span><kbd>Enter</kbd> {t('find.run')}</span>
          {now.mode === 'find' ? <span>{t('find.hint')}</span> : null}
          <span><kbd>Esc</kbd> {t('find.close')}</span>
        </div>
      </div>
    </>
  );
}

function Mark({ entry: { mark } }: { entry: Entry }) {
  return mark === 'in' || mark === 'out' || mark === 'mid' ? <i className={`dot ${mark}`} /> : <Icon name={mark} />;
}

function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement); // asked for while drawing: afterwards the field has it
  useEffect(() => () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }, [before]);
}
