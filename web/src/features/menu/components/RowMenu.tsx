import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { closeRowMenu, rowMenu, type RowMenu as Asked } from '../../../lib/row-menu';
import { useHeard, useLive } from '../../../lib/use-live';
import { useMe } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { soloed } from '../../../live/solo';
import { stars } from '../../../live/stars';
import type { Kind, Objects } from '../../../api/types';
import { actsOf, nameOf, type Act } from '../acts';
import '../menu.css';

/** What can be done with a row: by a right click, the key for menus, or a finger that rests. */
export function RowMenu() {
  const asked = useStore(rowMenu);
  const live = useLive();
  const object = asked ? (live[asked.kind] as Objects[Kind][]).find(({ config_id }) => config_id === asked.id) : undefined;
  return asked && object ? <Open key={asked.id} asked={asked} object={object} /> : null;
}

function Open({ asked, object }: { asked: Asked; object: Objects[Kind] }) {
  const { kind, id } = asked;
  const sheet = useRef<HTMLDivElement>(null);
  const now = { heard: useHeard(id), starred: useStore(stars).has(id), alone: useStore(soloed).has(id) };
  const operates = mayOperate(useMe());
  const acts = actsOf(kind, object, now);
  useLayoutEffect(() => {
    if (sheet.current) placeIn(sheet.current, asked);
  }, [asked]);
  useEnd(sheet, asked.byKey);

  const run = (act: Act): void => {
    closeRowMenu();
    act.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const lines = [...(sheet.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = lines.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1 + lines.length, Home: 0, End: lines.length - 1 }[event.key];
    const act = acts.find(({ hotkey }) => hotkey?.toLowerCase() === event.key.toLowerCase());
    if (next !== undefined) lines[next % lines.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') closeRowMenu();
    else if (act && !event.ctrlKey && !event.metaKey && (operates || !act.changes)) run(act);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name = nameOf(kind, object);
  return (
    <div className="row-menu" role="menu" aria-label={name} ref={sheet} tabIndex={-1} onKeyDown={onKeyDown} onContextMenu={(event) => event.preventDefault()}>
      <b className={`row-menu-name of-${kind}`} aria-hidden="true">{name}</b>
      {acts.map((act) => (
        <button key={act.label} type="button" role={act.on === undefined ? 'menuitem' : 'menuitemcheckbox'} aria-checked={act.on} tabIndex={-1}
          className={`pick ${act.danger ? 'err' : ''} ${act.begins ? 'begins' : ''}`} aria-disabled={act.changes && !operates} title={act.changes && !operates ? t('person.listenerText') : undefined}
          onClick={() => {
            if (operates || !act.changes) run(act);
          }}>
          <Icon name={act.on ? 'tick' : act.icon} /><span>{act.label}</span>{act.hotkey ? <kbd>{act.hotkey}</kbd> : null}
        </button>
      ))}
    </div>
  );
}

const EDGE_PX = 8;

/** Where it was asked for, but on the screen. On a phone the style makes it a sheet from below. */
function placeIn(element: HTMLElement, { x, y }: Asked): void {
  element.style.left = `${Math.max(EDGE_PX, Math.min(x, innerWidth - element.offsetWidth - EDGE_PX))}px`;
  element.style.top = `${Math.max(EDGE_PX, Math.min(y, innerHeight - element.offsetHeight - EDGE_PX))}px`;
}

/** Takes the focus and gives it back; a press elsewhere, a scroll or a change of size closes it. */
function useEnd(sheet: React.RefObject<HTMLDivElement | null>, byKey: boolean): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const element = sheet.current;
    (byKey ? element?.querySelector<HTMLElement>('button') : element)?.focus({ preventScroll: true });
    const outside = (event: Event): void => {
      if (!(event.target instanceof Node) || !element?.contains(event.target)) closeRowMenu();
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('wheel', outside, { capture: true, passive: true });
    addEventListener('resize', closeRowMenu);
    addEventListener('hashchange', closeRowMenu);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('wheel', outside, { capture: true });
      removeEventListener('resize', closeRowMenu);
      removeEventListener('hashchange', closeRowMenu);
      if (before instanceof HTMLElement && before.isConnected && (document.activeElement === document.body || document.activeElement === null)) before.focus({ preventScroll: true });
    };
  }, [sheet, before, byKey]);
}
