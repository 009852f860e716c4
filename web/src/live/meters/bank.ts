import type { Lane } from './ballistics';
import { colours, fitCanvas, themeVersion } from './canvas';
import { onFrame } from './frame-loop';
import { lanesOf } from './levels';
import { deflection, HOT_DB, ZONES } from './scale';

/** A place for a meter: an element in the bank's scroller, empty itself. */
export interface Slot {
  element: HTMLElement;
  id: string;
  /** Nothing can sound here now: only the empty well is drawn. */
  dead: boolean;
}

interface Placed {
  left: number;
  top: number;
  width: number;
  height: number;
  seen: boolean;
  /** What was drawn last, in pixels; compared before drawing again. */
  drawn: number[];
}

const LANE_GAP = 2;
const ZONE_GAP = 1;
const HOLD_WIDTH = 2;
const PEAK_ALPHA = 0.55;
const MOVED_PX = 0.5;
const REMEASURE_MS = 250;
const NEVER = -1;

/**
 * All meters of one column on one canvas that covers it. Places are measured after a scroll, a resize or a change of
 * slots, and four times a second; a slot is drawn only when it is seen and something in it moved half a pixel.
 */
export class MeterBank {
  private readonly slots = new Map<HTMLElement, Slot>();
  private readonly places = new Map<HTMLElement, Placed>();
  private readonly context: CanvasRenderingContext2D | null;
  private readonly stopFrames: () => void;
  private readonly resized: ResizeObserver | null;
  private measuredMs = -Infinity;
  /** The theme of what is on the canvas; `NEVER` asks for everything to be drawn again. */
  private theme = NEVER;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly frame: HTMLElement) {
    this.context = canvas.getContext('2d');
    this.stopFrames = onFrame((nowMs) => this.draw(nowMs));
    this.resized = typeof ResizeObserver === 'function' ? new ResizeObserver(this.moved) : null;
    this.resized?.observe(frame);
    frame.addEventListener('scroll', this.moved, { capture: true, passive: true });
  }

  add(slot: Slot): () => void {
    this.slots.set(slot.element, slot);
    this.moved();
    return () => {
      this.slots.delete(slot.element);
      this.places.delete(slot.element);
      this.theme = NEVER;
      this.moved();
    };
  }

  close(): void {
    this.stopFrames();
    this.resized?.disconnect();
    this.frame.removeEventListener('scroll', this.moved, { capture: true });
  }

  private readonly moved = (): void => {
    this.measuredMs = -Infinity;
  };

  private draw(nowMs: number): void {
    const { context } = this;
    if (!context) return;
    if (nowMs - this.measuredMs > REMEASURE_MS) this.measure(context, nowMs);
    for (const [element, slot] of this.slots) {
      const place = this.places.get(element);
      if (place?.seen) drawSlot(context, slot, place, nowMs);
    }
  }

  private measure(context: CanvasRenderingContext2D, nowMs: number): void {
    this.measuredMs = nowMs;
    const box = this.frame.getBoundingClientRect();
    let stale = fitCanvas(this.canvas, context, box.width, box.height) || this.theme !== themeVersion();
    this.theme = themeVersion();
    for (const element of this.slots.keys()) stale = this.place(element, box) || stale;
    if (!stale) return;
    context.clearRect(0, 0, box.width, box.height);
    for (const place of this.places.values()) place.drawn = [];
  }

  /** True when the slot is not where it was. */
  private place(element: HTMLElement, box: DOMRect): boolean {
    const rect = element.getBoundingClientRect();
    // Whole pixels, so that a drawn edge leaves nothing behind when it moves.
    const [left, top, width, height] = [rect.left - box.left, rect.top - box.top, rect.width, rect.height].map(Math.round) as [number, number, number, number];
    const before = this.places.get(element);
    if (before && before.left === left && before.top === top && before.width === width && before.height === height) return false;
    const seen = rect.bottom > box.top && rect.top < box.bottom && rect.width > 0;
    this.places.set(element, { left, top, width, height, seen, drawn: [] });
    return true;
  }
}

function drawSlot(context: CanvasRenderingContext2D, slot: Slot, place: Placed, nowMs: number): void {
  const lanes = slot.dead ? [] : lanesOf(slot.id);
  const ends: number[] = [];
  for (const lane of lanes) {
    lane.step(nowMs);
    ends.push(deflection(lane.peakDb) * place.width, deflection(lane.rmsDb) * place.width, deflection(lane.holdDb) * place.width);
  }
  if (ends.length === 0) ends.push(0);
  if (place.drawn.length === ends.length && ends.every((end, i) => Math.abs(end - (place.drawn[i] ?? 0)) < MOVED_PX)) return;
  place.drawn = ends;
  const height = (place.height - LANE_GAP * (Math.max(1, lanes.length) - 1)) / Math.max(1, lanes.length);
  context.globalAlpha = 1;
  context.fillStyle = colours()['meter-well'];
  context.fillRect(place.left, place.top, place.width, place.height);
  lanes.forEach((lane, i) => drawLane(context, lane, { ...place, top: place.top + i * (height + LANE_GAP), height }));
}

function drawLane(context: CanvasRenderingContext2D, lane: Lane, place: Placed): void {
  const { left, top, width, height } = place;
  const colour = colours();
  const bar = (from: number, to: number, fill: string, alpha: number): void => {
    if (to <= from) return;
    context.globalAlpha = alpha;
    context.fillStyle = fill;
    context.fillRect(left + from, top, to - from, height);
  };
  for (const zone of ZONES) {
    const from = deflection(zone.fromDb) * width + (zone.name === 'low' ? 0 : ZONE_GAP);
    const fill = colour[`meter-${zone.name}`];
    bar(from, Math.min(deflection(zone.toDb), deflection(lane.peakDb)) * width, fill, PEAK_ALPHA);
    bar(from, Math.min(deflection(zone.toDb), deflection(lane.rmsDb)) * width, fill, 1);
  }
  const hold = deflection(lane.holdDb) * width;
  if (hold > HOLD_WIDTH) bar(hold - HOLD_WIDTH, hold, lane.holdDb > HOT_DB ? colour['meter-high'] : colour['meter-hold'], 1);
  context.globalAlpha = 1;
}
