import { fitCanvas, themeVersion } from './canvas';
import { drawRow, drawStrip, endsOf, stripEnds, type Place } from './draw';
import { onFrame } from './frame-loop';
import { drawnLanes, foldSides } from './levels';
import { loudnessOf } from '../loudness';

/** A place for a meter: an element in the bank's scroller, empty itself. */
export interface Slot {
  element: HTMLElement;
  /** Whose levels; of several the loudest. */
  ids: readonly string[];
  /** Nothing can sound here now: only the empty well is drawn. */
  dead: boolean;
  /** A row lies and has two lanes at most; a strip stands, with a lane for each channel and loudness at its side. */
  form: 'row' | 'strip';
}

interface Placed extends Place {
  seen: boolean;
  /** What was drawn last, in pixels; compared before drawing again. */
  drawn: number[];
}

const MOVED_PX = 0.5;
const REMEASURE_MS = 250;
const NEVER = -1;

/** What a strip draws beyond its place. */
const BEYOND_PX = 8;
/** A canvas that ends so near to the edge of its base reaches to it, so that a scroll does not change its size. */
const SNAPS_PX = 120;

/**
 * All meters of one column on one canvas, which covers no more of its base than they need: what a browser without a graphics
 * card has to draw with each frame is as large as the canvas. Places are measured after a scroll, a resize or a change of slots, and four
 * times a second; a slot is drawn only when it is seen and something in it moved half a pixel.
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
  private covers = '';

  /** @param frame what scrolls below the canvas, or holds what does */
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
    const base = (this.canvas.parentElement ?? this.canvas).getBoundingClientRect();
    const rects = new Map([...this.slots.keys()].map((element) => [element, element.getBoundingClientRect()]));
    const box = coverOf([...rects.values()], base);
    const moved = this.moveTo(box, base);
    let stale = fitCanvas(this.canvas, context, box.width, box.height) || moved || this.theme !== themeVersion();
    this.theme = themeVersion();
    for (const [element, rect] of rects) stale = this.place(element, rect, box) || stale;
    if (!stale) return;
    context.clearRect(0, 0, box.width, box.height);
    for (const place of this.places.values()) place.drawn = [];
  }

  /** True when the canvas was elsewhere. */
  private moveTo(box: Box, base: DOMRect): boolean {
    const place = `${box.left - base.left}px ${box.top - base.top}px ${box.width}px ${box.height}px`;
    if (place === this.covers) return false;
    this.covers = place;
    const [left = '', top = '', width = '', height = ''] = place.split(' ');
    Object.assign(this.canvas.style, { position: 'absolute', left, top, width, height });
    return true;
  }

  /** True when the slot is not where it was. */
  private place(element: HTMLElement, rect: DOMRect, box: Box): boolean {
    // Whole pixels, so that a drawn edge leaves nothing behind when it moves.
    const [left, top, width, height] = [rect.left - box.left, rect.top - box.top, rect.width, rect.height].map(Math.round) as [number, number, number, number];
    const before = this.places.get(element);
    if (before && before.left === left && before.top === top && before.width === width && before.height === height) return false;
    const seen = rect.bottom > box.top && rect.top < box.bottom && rect.right > box.left && rect.left < box.right && rect.width > 0;
    this.places.set(element, { left, top, width, height, seen, drawn: [] });
    return true;
  }
}

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom' | 'width' | 'height'>;

/** The part of the base that holds all of these that can be seen, in whole pixels. */
export function coverOf(rects: readonly Box[], base: Box): Box {
  const seen = rects.filter((rect) => rect.width > 0 && rect.bottom > base.top && rect.top < base.bottom && rect.right > base.left && rect.left < base.right);
  const low = (from: number, at: number): number => (at - BEYOND_PX < from + SNAPS_PX ? from : Math.floor(at - BEYOND_PX - from) + from);
  const high = (to: number, from: number, at: number): number => (at + BEYOND_PX > to - SNAPS_PX ? to : Math.ceil(at + BEYOND_PX - from) + from);
  if (seen.length === 0) return { left: base.left, top: base.top, right: base.left, bottom: base.top, width: 0, height: 0 };
  const [left, top] = [low(base.left, Math.min(...seen.map((rect) => rect.left))), low(base.top, Math.min(...seen.map((rect) => rect.top)))];
  const [right, bottom] = [high(base.right, base.left, Math.max(...seen.map((rect) => rect.right))), high(base.bottom, base.top, Math.max(...seen.map((rect) => rect.bottom)))];
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

function drawSlot(context: CanvasRenderingContext2D, slot: Slot, place: Placed, nowMs: number): void {
  const strip = slot.form === 'strip';
  const channels = slot.dead ? [] : drawnLanes(slot.ids, nowMs);
  const lanes = strip ? channels : foldSides(channels);
  const [id] = slot.ids;
  const lufs = strip && !slot.dead && slot.ids.length === 1 && id !== undefined ? loudnessOf(id)?.shortTerm : undefined;
  const ends = strip ? stripEnds(lanes, lufs, place) : endsOf(lanes, place.width);
  if (place.drawn.length === ends.length && ends.every((end, i) => Math.abs(end - (place.drawn[i] ?? 0)) < MOVED_PX)) return;
  place.drawn = ends;
  if (strip) drawStrip(context, lanes, lufs, place);
  else drawRow(context, lanes, place);
}
