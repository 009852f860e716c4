import { Pace } from './pace';

/** One frame loop for the page. It rests when nobody draws or the page is hidden. */

export type Drawer = (nowMs: number) => void;

const drawers = new Set<Drawer>();
const READOUT_MS = 250;
const readouts = new Set<() => void>();
const calm = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : null;
const pace = new Pace();
let frame = 0;
let readoutMs = -Infinity;

/** Draws with each frame of the display, with each second one where the browser does not keep up, or four times a second under reduced motion. */
export function onFrame(drawer: Drawer): () => void {
  drawers.add(drawer);
  wake();
  return () => drawers.delete(drawer);
}

/** Figures: four times a second. */
export function onReadout(readout: () => void): () => void {
  readouts.add(readout);
  wake();
  return () => readouts.delete(readout);
}

function wake(): void {
  if (frame === 0 && typeof requestAnimationFrame === 'function') frame = requestAnimationFrame(turn);
}

function turn(nowMs: number): void {
  frame = 0;
  if (drawers.size + readouts.size === 0) return;
  const figuresDue = nowMs - readoutMs >= READOUT_MS;
  if (figuresDue) readoutMs = nowMs;
  const drawn = pace.draws(nowMs);
  if (figuresDue || (drawn && calm?.matches !== true)) for (const draw of drawers) draw(performance.now());
  if (figuresDue) for (const readout of readouts) readout();
  wake();
}
