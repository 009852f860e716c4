/** A pointer that goes down on a row: a press, a drag, or, by a finger that rests, the menu of the row. Without React. */
export interface Press {
  /** A drag begins. Without it nothing can be dragged here. */
  onStart?: () => void;
  onMove?: (x: number, y: number) => void;
  onDrop?: () => void;
  /** It is over, however it went. */
  onEnd?: () => void;
  /** A finger rests here. It may still begin to drag. */
  onRest?: (x: number, y: number) => void;
  /** For what does nothing but be dragged: a finger need not rest first. */
  atOnce?: boolean;
}

/** A finger that has rested so long may drag; one that moves before scrolls. */
export const HOLD_MS = 250;
/** A finger that has rested so long without moving asks for the menu. */
export const REST_MS = 550;
const MOUSE_SLOP_PX = 6;
const FINGER_SLOP_PX = 8;

/** Whether a finger holds something now, and whether its end is no click. */
let holding = false;
let spent = false;

type Down = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType' | 'pointerId'> & { currentTarget: EventTarget | null };

/** Follows a pointer that has gone down until it goes up. Escape lets go. Returns what ends it early. */
export function followPress(down: Down, press: Press): () => void {
  const finger = down.pointerType === 'touch';
  const slopPx = finger ? FINGER_SLOP_PX : MOUSE_SLOP_PX;
  const row = down.currentTarget instanceof HTMLElement ? down.currentTarget : null;
  const timers: ReturnType<typeof setTimeout>[] = [];
  let phase: 'down' | 'held' | 'dragging' = finger && !press.atOnce ? 'down' : 'held';
  spent = false;
  if (phase === 'down') timers.push(setTimeout(hold, HOLD_MS));
  if (finger && press.onRest) timers.push(setTimeout(rest, REST_MS));

  function hold(): void {
    phase = 'held';
    holding = true;
    row?.toggleAttribute('data-held', true);
  }
  function rest(): void {
    spent = true;
    press.onRest?.(down.clientX, down.clientY);
  }
  function move(at: PointerEvent): void {
    if (at.pointerId !== down.pointerId) return;
    if (phase !== 'dragging') {
      if (Math.hypot(at.clientX - down.clientX, at.clientY - down.clientY) < slopPx) return;
      timers.forEach(clearTimeout);
      if (phase === 'down' || !press.onStart) {
        end();
        return;
      }
      phase = 'dragging';
      spent = true;
      press.onStart();
    }
    press.onMove?.(at.clientX, at.clientY);
  }
  function up(at: PointerEvent): void {
    if (at.pointerId !== down.pointerId) return;
    const dropped = phase === 'dragging';
    if (dropped) press.onDrop?.();
    end();
    if (dropped && !finger) swallowClick();
  }
  function cancel(at: PointerEvent): void {
    if (at.pointerId === down.pointerId) end();
  }
  function escape(key: KeyboardEvent): void {
    if (key.key !== 'Escape' || phase !== 'dragging') return;
    key.stopPropagation();
    end();
  }
  function end(): void {
    timers.forEach(clearTimeout);
    holding = false;
    row?.toggleAttribute('data-held', false);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', escape, true);
    press.onEnd?.();
  }
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', escape, true);
  return end;
}

/**
 * While a finger holds a row of this list the list does not scroll, and the end of a drag or a rest is no click. Browsers
 * ask before the finger comes, so that the list always listens.
 */
export function keepStill(list: HTMLElement): () => void {
  // A finger on what no press is followed of.
  const start = (): void => {
    spent = false;
  };
  const move = (event: TouchEvent): void => {
    if (holding && event.cancelable) event.preventDefault();
  };
  const end = (event: TouchEvent): void => {
    if (spent && event.cancelable) event.preventDefault();
  };
  list.addEventListener('touchstart', start, { passive: true });
  list.addEventListener('touchmove', move, { passive: false });
  list.addEventListener('touchend', end, { passive: false });
  return () => {
    list.removeEventListener('touchstart', start);
    list.removeEventListener('touchmove', move);
    list.removeEventListener('touchend', end);
  };
}

/** The click that ends a drag selects nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => event.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
}

/** Before whom something is put that is dropped on a row: the row or, in its lower half, the next; null behind the last. */
export function placeAt(row: Element, y: number, idOf: (element: HTMLElement) => string | undefined): string | null {
  const box = row.getBoundingClientRect();
  let before: Element | null = y < box.top + box.height / 2 ? row : row.nextElementSibling;
  while (before && (!(before instanceof HTMLElement) || idOf(before) === undefined)) before = before.nextElementSibling;
  return before instanceof HTMLElement ? (idOf(before) ?? null) : null;
}
