import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { connect } from '../../live/commands';
import type { RoutesPainter } from './routes-painter';

const STARTS_AFTER_PX = 6;

export interface RouteDrag {
  /** Config id and side of the row that is dragged from, while dragging. */
  from: { id: string; side: 'in' | 'out' } | null;
  overId: string | null;
  onPointerDown: (event: PointerEvent, id: string, side: 'in' | 'out') => void;
}

const rowAt = (x: number, y: number): HTMLElement | null => document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]') ?? null;

/** Drag from a source to a sink, or the other way, makes a route. Escape lets go. Touch has taps instead. */
export function useRouteDrag(painter: RoutesPainter | null): RouteDrag {
  const [from, setFrom] = useState<RouteDrag['from']>(null);
  const [overId, setOverId] = useState<string | null>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const onPointerDown = useCallback((event: PointerEvent, id: string, side: 'in' | 'out') => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const [startX, startY] = [event.clientX, event.clientY];
    let dragging = false;
    let target: string | null = null;
    const move = (at: globalThis.PointerEvent): void => {
      if (!dragging && Math.hypot(at.clientX - startX, at.clientY - startY) < STARTS_AFTER_PX) return;
      if (!dragging) setFrom({ id, side });
      dragging = true;
      const row = rowAt(at.clientX, at.clientY);
      target = row && row.dataset['side'] !== side ? (row.dataset['row'] ?? null) : null;
      setOverId(target);
      painter?.setDrag(id, at.clientX, at.clientY);
    };
    const end = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', drop);
      removeEventListener('keydown', escape, true);
      painter?.setDrag(null);
      setFrom(null);
      setOverId(null);
    };
    const drop = (): void => {
      const to = target;
      end();
      if (!dragging) return;
      swallowClick();
      if (to !== null) void (side === 'in' ? connect(id, to) : connect(to, id));
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

  return { from, overId, onPointerDown };
}

/** The click that ends a drag selects nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => event.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
}

/** Arrow keys, Home and End move the focus among the options of a listbox, which is one tab stop. */
export function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')];
  const now = options.findIndex((option) => option === document.activeElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: options.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  options[Math.min(options.length - 1, Math.max(0, next))]?.focus();
}
