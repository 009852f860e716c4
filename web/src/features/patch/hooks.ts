import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type PointerEvent } from 'react';
import type { Sink, Source } from '../../api/types';
import { EdgeScroll } from '../../lib/edge-scroll';
import type { Line } from '../../lib/groups';
import { followPress, placeAt } from '../../lib/press';
import { closeRowMenu, openRowMenu } from '../../lib/row-menu';
import { offsetsOf } from '../../lib/windowing';
import { connect } from '../../live/commands';
import type { RoutesPainter } from './routes-painter';

export interface RouteDrag {
  /** Config id and side of the row that is dragged from, while dragging. */
  from: { id: string; side: 'in' | 'out' } | null;
  /** The row on the other side under the pointer. */
  overId: string | null;
  /** Where the dragged row goes within its own column: before this row, or before none. Null while it goes elsewhere. */
  before: { id: string | null } | null;
  onPointerDown: (event: PointerEvent, id: string, side: 'in' | 'out') => void;
}

const rowAt = (x: number, y: number): HTMLElement | null => document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]') ?? null;
const idOf = (element: HTMLElement): string | undefined => element.dataset['row'];

/** Drag to the other side makes a route, from either; within the own column it moves the row. Escape lets go. A finger rests first. */
export function useRouteDrag(painter: RoutesPainter | null, onMove: (id: string, side: 'in' | 'out', beforeId: string | null) => void): RouteDrag {
  const [from, setFrom] = useState<RouteDrag['from']>(null);
  const [overId, setOverId] = useState<string | null>(null);
  const [before, setBefore] = useState<RouteDrag['before']>(null);
  const stop = useRef<() => void>(() => undefined);
  const newestMove = useRef(onMove);
  useEffect(() => {
    newestMove.current = onMove;
  });
  useEffect(() => () => stop.current(), []);

  const onPointerDown = useCallback((event: PointerEvent, id: string, side: 'in' | 'out') => {
    if (event.button !== 0) return;
    const column = event.currentTarget.closest('.column');
    let target: string | null = null;
    let place: RouteDrag['before'] = null;
    let [x, y] = [0, 0];
    const look = (): void => {
      const row = rowAt(x, y);
      target = row && row.dataset['side'] !== side ? (row.dataset['row'] ?? null) : null;
      place = row && row.dataset['side'] === side && column?.contains(row) ? { id: idOf(row) === id ? id : placeAt(row, y, idOf) } : null;
      setOverId(target);
      setBefore((now) => (now?.id === place?.id && (now === null) === (place === null) ? now : place));
      painter?.setDrag(place ? null : id, x, y);
    };
    const edge = new EdgeScroll(look);
    stop.current();
    stop.current = followPress(event, {
      onStart: () => {
        closeRowMenu();
        setFrom({ id, side });
      },
      onMove: (toX, toY) => {
        [x, y] = [toX, toY];
        edge.at(x, y);
        look();
      },
      onDrop: () => {
        if (target !== null) void (side === 'in' ? connect(id, target) : connect(target, id));
        else if (place && place.id !== id) newestMove.current(id, side, place.id);
      },
      onEnd: () => {
        edge.stop();
        painter?.setDrag(null);
        setFrom(null);
        setOverId(null);
        setBefore(null);
      },
      onRest: (atX, atY) => openRowMenu(side === 'in' ? 'sources' : 'sinks', id, atX, atY),
    });
  }, [painter]);

  return { from, overId, before, onPointerDown };
}

const GROUP_PX = 36;
const PHONE_PX = 64;
const TOUCH_GROUP_PX = 44;

/** Height of a row: a part of the window's, so that a large screen breathes. */
function useRowPx(phone: boolean): number {
  const subscribe = useCallback((listener: () => void) => {
    addEventListener('resize', listener);
    return () => removeEventListener('resize', listener);
  }, []);
  const height = useSyncExternalStore(subscribe, () => innerHeight);
  return phone ? PHONE_PX : Math.round(Math.min(80, Math.max(64, height * 0.084)));
}

/** Heights of the lines of a column and where each begins. */
export function useOffsets(lines: readonly Line<Source | Sink>[], phone: boolean): { offsets: number[]; rowPx: number; groupPx: number } {
  const rowPx = useRowPx(phone);
  const groupPx = phone ? TOUCH_GROUP_PX : GROUP_PX;
  const offsets = useMemo(() => offsetsOf(lines.map(({ object }) => (object.is_group ? groupPx : rowPx))), [lines, rowPx, groupPx]);
  return { offsets, rowPx, groupPx };
}
