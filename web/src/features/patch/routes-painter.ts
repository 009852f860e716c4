import { colours, fitCanvas, themeVersion } from '../../live/meters/canvas';
import { onFrame } from '../../live/meters/frame-loop';
import { rmsOf } from '../../live/meters/levels';
import { deflection, FLOOR_DB } from '../../live/meters/scale';
import { curveBetween, nearestCurve, pointOn, stubAt, type Curve, type Spot } from './geometry';
import { labelledAt, labelsOf, lettersIn, type Label } from './labels';
import { inksFor, pathOf, strokeCurve, strokeDrag, strokeFloors, strokeLight, strokePort, widthOf, writeLabels, type Inks, type RouteLook } from './strokes';

/** A route as it is drawn. */
export interface DrawnRoute {
  id: string;
  sourceId: string;
  sinkId: string;
  sourceName: string;
  sinkName: string;
  /** Whose levels it carries: the source, or the members of its group. */
  levelIds: readonly string[];
  /** All gains behind the sources' own. Their levels are measured behind those; the curve's is that plus this. */
  pathGainDb: number;
  off: boolean;
  gone: boolean;
}

export interface Scene {
  routes: DrawnRoute[];
  /** Config id of the selected source, sink or route. */
  selectedId: string | null;
  /** Ports that cannot sound are grey. */
  deadIds: ReadonlySet<string>;
  onPill: (spot: Spot | null) => void;
}

/** Where the rows of a column stand, drawn or not. */
export interface ColumnPlaces {
  list: HTMLElement;
  /** Middle of each row from the top of the list, in pixels; what is folded away has that of its group. */
  middles: ReadonlyMap<string, number>;
}

type Side = 'in' | 'out';

interface Port extends Spot {
  side: Side;
  /** Where it would be seen: in sight, or beyond the upper or the lower edge of its column. */
  lies: 0 | -1 | 1;
}

interface Drawable {
  route: DrawnRoute;
  curve: Curve;
  related: boolean;
  /** The side whose port is in sight, when the other one's is not and only a stub is drawn. */
  stub: Side | null;
}

/** Where a column's list stands on the canvas, in pixels. */
interface ColumnBox {
  x: number;
  top: number;
  bottom: number;
  /** What is scrolled away above. */
  scrolled: number;
  middles: ReadonlyMap<string, number>;
}

/** With more curves than this the quiet ones are drawn together, the others thin and without a glow, and not with every frame. */
const MANY = 40;
const MANY_STEPS = 10;
const MANY_EACH_MS = 100;
const MANY_LIT = 30;
const QUIET = 0.1;
/** Where fewer letters have room no names are written. */
const LETTERS_AT_LEAST = 8;
/** Levels come 20 times a second; curves need not be brighter more often. A drag or a scroll is drawn with the next frame. */
const EACH_MS = 48;
const REMEASURE_MS = 250;
/** Brightness steps below this are not redrawn. */
const STEPS = 40;
/** A curve shines by its RMS; 8 dB make room for what RMS lies below the peak. */
const RMS_LIFT_DB = 8;

/**
 * Draws the routes and ports of the patch on one canvas. A route is drawn while one of its ends is seen: as a stub towards
 * the other, or, when it has to do with the selection, as far as the edge of the other's column. Places are taken anew after
 * a scroll, a resize or a change and four times a second.
 */
export class RoutesPainter {
  private scene: Scene = { routes: [], selectedId: null, deadIds: new Set(), onPill: () => undefined };
  private readonly context: CanvasRenderingContext2D | null;
  private readonly stopFrames: () => void;
  private readonly columns = new Map<Side, ColumnPlaces>();
  private boxes = new Map<Side, ColumnBox>();
  private lit: ReadonlySet<string> = new Set();
  private drawables: Drawable[] = [];
  private drag: { fromId: string; to: Spot } | null = null;
  private measuredMs = -Infinity;
  private measured = '';
  private version = 0;
  private anyRelated = false;
  private painted = '';
  private paintedMs = -Infinity;
  private floors: Record<'whole' | Side, Path2D> | null = null;
  private inks: Inks | null = null;
  private labels: readonly Label[] = [];
  private pill: Spot | null = null;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly root: HTMLElement) {
    this.context = canvas.getContext('2d');
    this.stopFrames = onFrame((nowMs) => this.paint(nowMs));
    root.addEventListener('scroll', this.moved, { capture: true, passive: true });
    root.addEventListener('pointerover', this.moved, { passive: true });
    window.addEventListener('resize', this.moved);
  }

  close(): void {
    this.stopFrames();
    this.root.removeEventListener('scroll', this.moved, { capture: true });
    this.root.removeEventListener('pointerover', this.moved);
    window.removeEventListener('resize', this.moved);
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    this.version++;
    this.moved();
  }

  /** Tells where the rows of a side stand, until they stand elsewhere. */
  setColumn(side: Side, places: ColumnPlaces | null): void {
    if (places) this.columns.set(side, places);
    else this.columns.delete(side);
    this.version++;
    this.moved();
  }

  /** The curve that is being drawn by hand, or null. The end is in client coordinates. */
  setDrag(fromId: string | null, clientX = 0, clientY = 0): void {
    const box = this.canvas.getBoundingClientRect();
    this.drag = fromId === null ? null : { fromId, to: { x: clientX - box.left, y: clientY - box.top } };
    this.painted = '';
    this.moved();
  }

  /** The route under a place on the screen. */
  routeAt(clientX: number, clientY: number): string | null {
    const box = this.canvas.getBoundingClientRect();
    const spot = { x: clientX - box.left, y: clientY - box.top };
    const { context } = this;
    return (context && labelledAt(this.labels, spot, (text) => widthOf(context, text))) ?? nearestCurve(this.drawables.map(({ route, curve }) => [route.id, curve] as const), spot);
  }

  private readonly moved = (): void => {
    this.measuredMs = -Infinity;
  };

  private paint(nowMs: number): void {
    const { context } = this;
    if (!context) return;
    if (nowMs - this.measuredMs > REMEASURE_MS) this.measure(context, nowMs);
    const many = this.drawables.length > MANY;
    if (this.painted !== '' && nowMs - this.paintedMs < (many ? MANY_EACH_MS : EACH_MS)) return;
    const lights = this.drawables.map(({ route }) => lightOf(route, nowMs));
    const sign = lights.map((light) => Math.round(light * (many ? MANY_STEPS : STEPS))).join();
    if (sign === this.painted) return;
    this.painted = sign;
    this.paintedMs = nowMs;
    this.repaint(context, lights);
  }

  private repaint(context: CanvasRenderingContext2D, lights: number[]): void {
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const inks = (this.inks ??= this.mixInks(context));
    if (this.drawables.length > MANY) this.repaintMany(context, inks, lights);
    else this.drawables.forEach((drawable, index) => this.repaintOne(context, inks, drawable, lights[index] ?? 0));
    writeLabels(context, this.labels);
    const held = this.drag && this.portOf(this.drag.fromId);
    if (this.drag && held) strokeDrag(context, held.side === 'in' ? curveBetween(held, this.drag.to) : curveBetween(this.drag.to, held));
    this.paintPorts(context);
  }

  private mixInks(context: CanvasRenderingContext2D): Inks {
    return inksFor(context, this.boxes.get('in')?.x ?? 0, this.boxes.get('out')?.x ?? this.canvas.clientWidth);
  }

  private repaintOne(context: CanvasRenderingContext2D, inks: Inks, { route, curve, related, stub }: Drawable, light: number): void {
    if (stub === null || route.off || route.gone) {
      strokeCurve(context, curve, this.lookOf(route, related, light));
      return;
    }
    const path = pathOf(curve);
    strokeFloors(context, path, this.anyRelated, inks.stubFloors[stub]);
    if (light > QUIET) strokeLight(context, path, inks.stubs[stub], this.anyRelated ? light / 2 : light);
  }

  /** What is related to the selection as ever; of the others all floors in three strokes and the brightest alone above them. */
  private repaintMany(context: CanvasRenderingContext2D, inks: Inks, lights: number[]): void {
    if (this.floors) {
      strokeFloors(context, this.floors.whole, this.anyRelated);
      for (const side of ['in', 'out'] as const) strokeFloors(context, this.floors[side], this.anyRelated, inks.stubFloors[side]);
    }
    const order = [...lights.keys()].sort((a, b) => (lights[b] ?? 0) - (lights[a] ?? 0)).slice(0, this.anyRelated ? 0 : MANY_LIT);
    for (const index of order) {
      const [drawable, light = 0] = [this.drawables[index], lights[index]];
      if (drawable && light > QUIET) strokeLight(context, pathOf(drawable.curve), drawable.stub ? inks.stubs[drawable.stub] : inks.whole, light);
    }
    let left = MANY;
    this.drawables.forEach(({ route, curve, related }, index) => {
      if (related && left-- > 0) strokeCurve(context, curve, this.lookOf(route, related, lights[index] ?? 0));
    });
  }

  private paintPorts(context: CanvasRenderingContext2D): void {
    for (const [side, { x, top, bottom, scrolled, middles }] of this.boxes) {
      for (const [id, middle] of middles) {
        const y = top + middle - scrolled;
        if (y >= top && y <= bottom) strokePort(context, { x, y }, this.scene.deadIds.has(id) ? colours()['ink-3'] : colours()[side], this.lit.has(id));
      }
    }
  }

  private lookOf({ id, off, gone }: DrawnRoute, related: boolean, light: number): RouteLook {
    return { light, related, dimmed: this.anyRelated && !related, selected: id === this.scene.selectedId, off, gone };
  }

  private measure(context: CanvasRenderingContext2D, nowMs: number): void {
    this.measuredMs = nowMs;
    const box = this.canvas.getBoundingClientRect();
    const refitted = fitCanvas(this.canvas, context, box.width, box.height);
    const lit = [...this.root.querySelectorAll<HTMLElement>('[data-row]:hover, [data-row].drop-over, [data-row].selected')].map((row) => row.dataset['row'] ?? '');
    const measured = [themeVersion(), this.version, box.left, box.top, box.width, box.height, lit, ...[...this.columns.values()].map(({ list }) => `${list.scrollTop} ${list.clientHeight}`)].join('|');
    if (!refitted && measured === this.measured) return;
    this.measured = measured;
    this.painted = '';
    this.lit = new Set(lit);
    this.inks = null;
    this.placeColumns(box);
    this.placeCurves();
    this.movePill();
  }

  private placeColumns(box: DOMRect): void {
    this.boxes = new Map([...this.columns].map(([side, { list, middles }]) => {
      const rect = list.getBoundingClientRect();
      return [side, { x: (side === 'in' ? rect.right : rect.left) - box.left, top: rect.top - box.top, bottom: rect.bottom - box.top, scrolled: list.scrollTop, middles }];
    }));
  }

  /** Where the port of a source or sink stands; at the edge of its column when it is out of sight. */
  private portOf(id: string): Port | null {
    return this.portIn('in', id) ?? this.portIn('out', id);
  }

  private portIn(side: Side, id: string): Port | null {
    const column = this.boxes.get(side);
    const middle = column?.middles.get(id);
    if (!column || middle === undefined) return null;
    const y = column.top + middle - column.scrolled;
    const lies = y < column.top ? -1 : y > column.bottom ? 1 : 0;
    return { x: column.x, y: lies < 0 ? column.top : lies > 0 ? column.bottom : y, side, lies };
  }

  private placeCurves(): void {
    const { routes, selectedId } = this.scene;
    this.drawables = [];
    this.anyRelated = false;
    for (const route of routes) {
      const related = selectedId !== null && (route.id === selectedId || route.sourceId === selectedId || route.sinkId === selectedId);
      this.anyRelated ||= related;
      const [from, to] = [this.portIn('in', route.sourceId), this.portIn('out', route.sinkId)];
      if (from && to && (from.lies === 0 || to.lies === 0)) this.drawables.push({ route, related, ...way(from, to, related) });
    }
    this.drawables.sort((a, b) => Number(a.related) - Number(b.related));
    const letters = lettersIn((this.boxes.get('out')?.x ?? 0) - (this.boxes.get('in')?.x ?? 0));
    this.labels = letters < LETTERS_AT_LEAST ? [] : labelsOf(this.drawables.flatMap(({ route, curve, stub }) => (stub === null ? [] : [{ id: route.id, side: stub, other: stub === 'in' ? route.sinkName : route.sourceName, curve }])), letters);
    this.floors = this.drawables.length > MANY ? { whole: new Path2D(), in: new Path2D(), out: new Path2D() } : null;
    if (this.floors) for (const { curve, stub } of this.drawables) pathOf(curve, this.floors[stub ?? 'whole']);
  }

  private movePill(): void {
    const curve = this.drawables.find(({ route }) => route.id === this.scene.selectedId)?.curve;
    const spot = curve ? pointOn(curve, 0.5) : null;
    if (spot?.x === this.pill?.x && spot?.y === this.pill?.y) return;
    this.pill = spot;
    this.scene.onPill(spot);
  }
}

function way(from: Port, to: Port, related: boolean): Pick<Drawable, 'curve' | 'stub'> {
  const seen = from.lies === 0 ? from : to;
  const { lies } = seen === from ? to : from;
  return related || lies === 0 ? { curve: curveBetween(from, to), stub: null } : { curve: stubAt(seen, seen.side, to.x - from.x, lies), stub: seen.side };
}

function lightOf({ levelIds, pathGainDb, off, gone }: DrawnRoute, nowMs: number): number {
  if (off || gone) return 0;
  let loudest = FLOOR_DB;
  for (const id of levelIds) loudest = Math.max(loudest, rmsOf(id, nowMs));
  return Math.min(1, deflection(loudest + pathGainDb + RMS_LIFT_DB) * 1.15);
}
