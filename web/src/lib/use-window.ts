import { useCallback, useSyncExternalStore, type RefObject } from 'react';
import { spanOf, WINDOWED_ABOVE, type Span } from './windowing';

/** What is drawn beyond the edges, so that a turn of the wheel finds it there. */
const SPARE_PX = 320;
/** The drawn part changes once in so many pixels of scrolling. */
const STEP_PX = 80;

export interface Windowed extends Span {
  /** Room to leave before the first and after the last drawn one. */
  beforePx: number;
  afterPx: number;
}

/** The part of a long list that its scroller shows; the whole of a short one. `startPx` is where the list begins in the scroller, `sparePx` what is drawn beyond each edge. */
export function useWindow(scroller: RefObject<HTMLElement | null>, offsets: readonly number[], axis: 'x' | 'y' = 'y', startPx = 0, sparePx = SPARE_PX): Windowed {
  const count = offsets.length - 1;
  const long = count > WINDOWED_ABOVE;
  const subscribe = useCallback((changed: () => void) => (long ? follow(scroller, changed) : () => undefined), [scroller, long]);
  const seen = useSyncExternalStore(subscribe, () => (long ? seenOf(scroller.current, axis) : ''));
  const [step = 0, sizePx = 0] = seen.split(' ').map(Number);
  const fromPx = step * STEP_PX - startPx;
  const { first, end } = long ? spanOf(offsets, fromPx - sparePx, fromPx + STEP_PX + sizePx + sparePx) : { first: 0, end: count };
  const all = offsets[count] ?? 0;
  return { first, end, beforePx: offsets[first] ?? 0, afterPx: all - (offsets[end] ?? all) };
}

function follow(scroller: RefObject<HTMLElement | null>, changed: () => void): () => void {
  const element = scroller.current;
  if (!element) return () => undefined;
  element.addEventListener('scroll', changed, { passive: true });
  const resized = typeof ResizeObserver === 'function' ? new ResizeObserver(changed) : null;
  resized?.observe(element);
  return () => {
    element.removeEventListener('scroll', changed);
    resized?.disconnect();
  };
}

function seenOf(element: HTMLElement | null, axis: 'x' | 'y'): string {
  if (!element) return '0 900';
  const [scrolled, size] = axis === 'y' ? [element.scrollTop, element.clientHeight] : [element.scrollLeft, element.clientWidth];
  return `${Math.floor(scrolled / STEP_PX)} ${size}`;
}

/** Scrolls so that an item is seen. */
export function showItem(scroller: HTMLElement, offsets: readonly number[], index: number, axis: 'x' | 'y' = 'y', coveredPx = 0): void {
  const [from, to] = [offsets[index] ?? 0, offsets[index + 1] ?? 0];
  const [scrolled, size] = axis === 'y' ? [scroller.scrollTop, scroller.clientHeight] : [scroller.scrollLeft, scroller.clientWidth];
  const next = from < scrolled ? from : to > scrolled + size - coveredPx ? to - size + coveredPx : scrolled;
  if (axis === 'y') scroller.scrollTop = next;
  else scroller.scrollLeft = next;
}
