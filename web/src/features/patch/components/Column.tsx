import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Sink, Source } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { IconButton } from '../../../components/ui/IconButton';
import { MeterRegion } from '../../../components/ui/Meters';
import { arrange, groupsOf, type Line } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { onMenuAsked } from '../../../lib/row-menu';
import { panel, selection, show } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { factsOf, useLive, type Endpoint } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useShown } from '../../../lib/use-shown';
import { useStore } from '../../../lib/use-store';
import { showItem, useWindow } from '../../../lib/use-window';
import { folded } from '../../../live/stars';
import { useOffsets, type RouteDrag } from '../hooks';
import type { RoutesPainter } from '../routes-painter';
import { EndpointRow, type RowActs } from './EndpointRow';
import { GroupRow } from './GroupRow';
import { RowActions } from './RowActions';

interface Props {
  kind: 'sources' | 'sinks';
  list: (Source | Sink)[];
  painter: RoutesPainter | null;
  drag: RouteDrag;
  /** Config ids on the other side of the dragged row's routes: those are taken. */
  takenIds: ReadonlySet<string>;
  onPress: (endpoint: Endpoint) => void;
  onMove: (id: string, side: 'in' | 'out', beforeId: string | null) => void;
}

/** A column with more lines than this can be searched. */
const SEARCHED_ABOVE = 16;

/** One side of the patch: its head, and its endpoints as a listbox that is one tab stop. */
export function Column({ kind, list, painter, drag, takenIds, onPress, onMove }: Props) {
  const side = kind === 'sources' ? 'in' : 'out';
  const { status } = useLive();
  const phone = useMedia('(max-width: 640px)');
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<{ id: string; top: number } | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const hidden = useStore(folded);
  const lines = useMemo(() => found(list, hidden, query.trim().toLowerCase()), [list, hidden, query]);
  const { offsets, rowPx, groupPx } = useOffsets(lines, phone);
  const window = useWindow(rows, offsets);
  const selectedId = useStore(selection)?.id;
  const tabStopId = lines.find(({ object }) => object.config_id === active?.id)?.object.config_id ?? lines[0]?.object.config_id;
  usePlaces(painter, side, rows, list, lines, offsets);
  const place = lines.findIndex(({ object }) => object.config_id === selectedId);
  useShown(selectedId, () => {
    if (rows.current && place >= 0) showItem(rows.current, offsets, place);
  });
  useKeptStill(rows, lines.length > 0);

  const { onPointerDown } = drag;
  const acts = useMemo((): RowActs => ({
    onPress,
    onOpen: (id) => show(kind, id),
    onPointerDown: (event, id) => onPointerDown(event, id, side),
    onContextMenu: (event, id) => onMenuAsked(event, kind, id),
    onActive: (row, id) => setActive({ id, top: row.offsetTop - (row.parentElement?.scrollTop ?? 0) }),
  }), [kind, side, onPress, onPointerDown]);

  const focusLine = (index: number): void => {
    const id = lines[index]?.object.config_id;
    if (id === undefined || !rows.current) return;
    showItem(rows.current, offsets, index);
    setActive({ id, top: (offsets[index] ?? 0) - rows.current.scrollTop });
    requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = lines.findIndex(({ object }) => object.config_id === active?.id);
    const line = lines[now];
    if (event.altKey && line && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const next = neighbour(lines, now, event.key === 'ArrowUp' ? -1 : 1);
      if (next !== undefined) onMove(line.object.config_id, side, next);
    } else if (line?.object.is_group && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      if (hidden.has(line.object.config_id) === (event.key === 'ArrowRight')) folded.toggle(line.object.config_id);
    } else {
      const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: lines.length - 1, PageDown: now + 8, PageUp: now - 8 }[event.key];
      if (next === undefined) return;
      focusLine(Math.min(lines.length - 1, Math.max(0, next)));
    }
    event.preventDefault();
  };
  const dropOf = (id: string) => (drag.from === null || drag.from.side === side ? 'no' : takenIds.has(id) ? 'taken' : drag.overId === id ? 'over' : 'valid');
  const insertAt = drag.before && drag.from?.side === side && drag.before.id !== drag.from.id ? (drag.before.id === null ? lines.length : lines.findIndex(({ object }) => object.config_id === drag.before?.id)) : -1;
  const activeLine = lines.find(({ object }) => object.config_id === active?.id);

  return (
    <div className={`column ${side}`} onPointerLeave={() => setActive(null)} onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setActive((now) => now && { ...now, top: -1000 });
    }}>
      <header>
        <h2>{t(`kind.${kind}`)}</h2>
        <Count kind={kind} list={list} />
        <IconButton changes icon="plus" label={t(kind === 'sources' ? 'add.source' : 'add.sink')} onPress={() => panel.set(kind === 'sources' ? 'addSource' : 'addSink')} />
      </header>
      {list.length > SEARCHED_ABOVE ? <label className="column-find find"><Icon name="search" /><input value={query} placeholder={t('patch.find')} aria-label={t(kind === 'sources' ? 'patch.findSource' : 'patch.findSink')} onChange={(event) => setQuery(event.target.value)} /></label> : null}
      <MeterRegion className="column-list" label={t(`patch.levels.${kind}`)}>
        {lines.length > 0 ? (
          <div className="rows" role="listbox" aria-label={t(`kind.${kind}`)} ref={rows} data-scrolls onKeyDown={onKeyDown} onScroll={() => setActive((now) => (now && rows.current?.contains(document.activeElement) ? { ...now, top: -1000 } : null))}>
            <div className="spacer" role="presentation" style={{ height: window.beforePx }} />
            {lines.slice(window.first, window.end).map((line, index) => {
              const id = line.object.config_id;
              const shared = {
                kind,
                object: line.object,
                acts,
                selected: selectedId === id,
                drop: dropOf(id),
                tabStop: tabStopId === id,
                active: active?.id === id,
                depth: line.depth,
                lastOfGroup: line.depth > 0 && (lines[window.first + index + 1]?.depth ?? 0) < line.depth,
                insert: insertAt === window.first + index,
              } as const;
              return line.object.is_group ? <GroupRow key={id} {...shared} height={groupPx} /> : <EndpointRow key={id} {...shared} status={status[id]} height={rowPx} />;
            })}
            <div className={`spacer ${insertAt === lines.length ? 'insert' : ''}`} role="presentation" style={{ height: window.afterPx }} />
          </div>
        ) : <p className="empty">{query ? t('list.none') : t(kind === 'sources' ? 'patch.noSources' : 'patch.noSinks')}</p>}
        {active && activeLine && drag.from === null && active.top > -40 ? <RowActions endpoint={{ kind, object: activeLine.object } as Endpoint} top={active.top} /> : null}
      </MeterRegion>
    </div>
  );
}

/** All lines, or those whose name has the words, with the groups above them. */
function found(list: (Source | Sink)[], hidden: ReadonlySet<string>, wanted: string): Line<Source | Sink>[] {
  if (wanted === '') return arrange(list, hidden);
  const { upFrom } = groupsOf(list);
  const names = new Set(list.filter(({ name, ip }) => `${name} ${ip ?? ''}`.toLowerCase().includes(wanted)).flatMap(({ name }) => upFrom(name)));
  return arrange(list, new Set()).filter(({ object }) => names.has(object.name));
}

/** Before whom a line stands after a step up or down among its own; undefined where it cannot go further. */
function neighbour(lines: readonly Line<Source | Sink>[], now: number, step: 1 | -1): string | null | undefined {
  const homeId = lines[now]?.homeId;
  const own = lines.filter((line) => line.homeId === homeId);
  const at = own.findIndex((line) => line === lines[now]);
  if (step < 0) return own[at - 1]?.object.config_id;
  return at + 1 >= own.length ? undefined : (own[at + 2]?.object.config_id ?? null);
}

/** Tells the painter where each row stands; what is folded away stands where its group does. */
function usePlaces(painter: RoutesPainter | null, side: 'in' | 'out', rows: React.RefObject<HTMLDivElement | null>, list: (Source | Sink)[], lines: Line<Source | Sink>[], offsets: number[]): void {
  useEffect(() => {
    if (!painter || !rows.current) return;
    const byName = new Map<string, number>();
    lines.forEach(({ object }, index) => byName.set(object.name, ((offsets[index] ?? 0) + (offsets[index + 1] ?? 0)) / 2));
    const { upFrom } = groupsOf(list);
    const middles = new Map<string, number>();
    for (const { name, config_id } of list) {
      const stands = upFrom(name).find((each) => byName.has(each));
      const middle = stands === undefined ? undefined : byName.get(stands);
      if (middle !== undefined) middles.set(config_id, middle);
    }
    painter.setColumn(side, { list: rows.current, middles });
    return () => painter.setColumn(side, null);
  }, [painter, side, rows, list, lines, offsets]);
}

function Count({ kind, list }: { kind: 'sources' | 'sinks'; list: (Source | Sink)[] }) {
  const { status } = useLive();
  const singles = list.filter(({ is_group }) => !is_group);
  const all = singles.map((object) => factsOf({ kind, object } as Endpoint, status[object.config_id]));
  const count = singles.length;
  if (kind === 'sources') {
    const playing = all.filter((facts) => facts.status?.state === 'playing' && !facts.dead).length;
    return <span className="count num">{count === 0 ? '' : playing === count ? count : t('count.sources', { count, playing })}</span>;
  }
  const gone = all.filter((facts) => facts.problem !== null).length;
  return <span className="count num">{gone === 0 ? count || '' : t(gone === 1 ? 'count.sinksGone.one' : 'count.sinksGone.other', { count, gone })}</span>;
}
