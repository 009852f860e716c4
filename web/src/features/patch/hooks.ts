import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type PointerEvent } from 'react';
import type { Sink, Source } from '../../api/types';
import type { Line } from '../../lib/groups';
import { offsetsOf } from '../../lib/windowing';
import { connect } from '../../live/commands';
import type { RoutesPainter } from './routes-painter';

const STARTS_AFTER_PX = 6;

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

/** Drag to the other side makes a route, from either; within the own column it moves the row. Escape lets go. Touch has taps instead. */
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
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const [startX, startY] = [event.clientX, event.clientY];
    const column = event.currentTarget.closest('.column');
    let dragging = false;
    let target: string | null = null;
    let place: RouteDrag['before'] = null;
    const move = (at: globalThis.PointerEvent): void => {
      if (!dragging && Math.hypot(at.clientX - startX, at.clientY - startY) < STARTS_AFTER_PX) return;
      if (!dragging) setFrom({ id, side });
      dragging = true;
      const row = rowAt(at.clientX, at.clientY);
      target = row && row.dataset['side'] !== side ? (row.dataset['row'] ?? null) : null;
      place = row && row.dataset['side'] === side && column?.contains(row) ? placeAt(row, at.clientY, id) : null;
      setOverId(target);
      setBefore((now) => (now?.id === place?.id && (now === null) === (place === null) ? now : place));
      painter?.setDrag(place ? null : id, at.clientX, at.clientY);
    };
    const end = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', drop);
      removeEventListener('keydown', escape, true);
      painter?.setDrag(null);
      setFrom(null);
      setOverId(null);
      setBefore(null);
    };
    const drop = (): void => {
      const [to, where] = [target, place];
      end();
      if (!dragging) return;
      swallowClick();
      if (to !== null) void (side === 'in' ? connect(id, to) : connect(to, id));
      else if (where && where.id !== id) newestMove.current(id, side, where.id);
    };
    const escape = (key: globalThis.KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      end();
    };
    stop.current = end;
    addEventListener('pointermove', move);
    addEventListener('pointerup', drop);
    addEventListener('keydown', escape, true);
  }, [painter]);

  return { from, overId, before, onPointerDown };
}

/** The place before a row or behind it, by the half that the pointer is in. Its own place is none. */
function placeAt(row: HTMLElement, y: number, id: string): RouteDrag['before'] {
  const box = row.getBoundingClientRect();
  const own = row.dataset['row'] ?? null;
  if (own === id) return { id };
  if (y < box.top + box.height / 2) return { id: own };
  let next = row.nextElementSibling;
  while (next && !next.matches('[data-row]')) next = next.nextElementSibling;
  return { id: next instanceof HTMLElement ? (next.dataset['row'] ?? null) : null };
}

/** The click that ends a drag selects nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => event.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
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
