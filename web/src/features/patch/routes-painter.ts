import { colours, fitCanvas, themeVersion } from '../../live/meters/canvas';
import { onFrame } from '../../live/meters/frame-loop';
import { rmsOf } from '../../live/meters/levels';
import { deflection, FLOOR_DB } from '../../live/meters/scale';
import { curveBetween, nearestCurve, pointOn, type Curve, type Spot } from './geometry';
import { pathOf, strokeCurve, strokeDrag, strokeFloors, strokeLight, strokePort, type RouteLook } from './strokes';

/** A route as it is drawn. */
export interface DrawnRoute {
  id: string;
  sourceId: string;
  sinkId: string;
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

interface Port extends Spot {
  side: 'in' | 'out';
  seen: boolean;
  lit: boolean;
}

interface Drawable {
  route: DrawnRoute;
  curve: Curve;
  related: boolean;
}

/** With more curves than this the quiet ones are drawn together, the others without a glow, and not with every frame. */
const MANY = 40;
const MANY_STEPS = 10;
const MANY_EACH_MS = 100;
const MANY_LIT = 30;
/** Levels come 20 times a second; curves need not be brighter more often. A drag or a scroll is drawn with the next frame. */
const EACH_MS = 48;
const REMEASURE_MS = 250;
/** Brightness steps below this are not redrawn. */
const STEPS = 40;
/** A curve shines by its RMS; 8 dB make room for what RMS lies below the peak. */
const RMS_LIFT_DB = 8;

/**
 * Draws the routes and ports of the patch on one canvas. A route is drawn while one of its ends is seen; the other then
 * stands at the edge of its column. Places are taken anew after a scroll, a resize or a change and four times a second.
 */
export class RoutesPainter {
  private scene: Scene = { routes: [], selectedId: null, deadIds: new Set(), onPill: () => undefined };
  private readonly context: CanvasRenderingContext2D | null;
  private readonly stopFrames: () => void;
  private readonly columns = new Map<'in' | 'out', ColumnPlaces>();
  private readonly ports = new Map<string, Port>();
  private drawables: Drawable[] = [];
  private drag: { fromId: string; to: Spot } | null = null;
  private measuredMs = -Infinity;
  private measured = '';
  private version = 0;
  private anyRelated = false;
  private painted = '';
  private paintedMs = -Infinity;
  private floors: Path2D | null = null;
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
  setColumn(side: 'in' | 'out', places: ColumnPlaces | null): void {
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
    return nearestCurve(this.drawables.map(({ route, curve }) => [route.id, curve] as const), { x: clientX - box.left, y: clientY - box.top });
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
    if (this.drawables.length > MANY) this.repaintMany(context, lights);
    else this.drawables.forEach(({ route, curve, related }, index) => strokeCurve(context, curve, this.lookOf(route, related, lights[index] ?? 0)));
    const held = this.drag && this.ports.get(this.drag.fromId);
    if (this.drag && held) strokeDrag(context, held.side === 'in' ? curveBetween(held, this.drag.to) : curveBetween(this.drag.to, held));
    for (const [id, port] of this.ports) if (port.seen) strokePort(context, port, this.portColour(id, port), port.lit);
  }

  /** What is related to the selection as ever; of the others all floors in one stroke and the brightest alone above them. */
  private repaintMany(context: CanvasRenderingContext2D, lights: number[]): void {
    if (this.floors) strokeFloors(context, this.floors, this.anyRelated);
    const order = [...lights.keys()].sort((a, b) => (lights[b] ?? 0) - (lights[a] ?? 0)).slice(0, this.anyRelated ? 0 : MANY_LIT);
    for (const index of order) {
      const [drawable, light = 0] = [this.drawables[index], lights[index]];
      if (drawable && light > 0.1) strokeLight(context, pathOf(drawable.curve), drawable.curve, light);
    }
    let left = MANY;
    this.drawables.forEach(({ route, curve, related }, index) => {
      if (related && left-- > 0) strokeCurve(context, curve, this.lookOf(route, related, lights[index] ?? 0));
    });
  }

  private portColour(id: string, port: Port): string {
    return this.scene.deadIds.has(id) ? colours()['ink-3'] : colours()[port.side];
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
    this.placePorts(box, new Set(lit));
    this.placeCurves();
    this.movePill();
  }

  private placePorts(box: DOMRect, lit: ReadonlySet<string>): void {
    this.ports.clear();
    for (const [side, { list, middles }] of this.columns) {
      const rect = list.getBoundingClientRect();
      const x = (side === 'in' ? rect.right : rect.left) - box.left;
      const [top, bottom] = [rect.top - box.top, rect.bottom - box.top];
      for (const [id, middle] of middles) {
        const y = top + middle - list.scrollTop;
        const shownY = Math.min(bottom, Math.max(top, y));
        this.ports.set(id, { x, y: shownY, side, seen: shownY === y, lit: lit.has(id) });
      }
    }
  }

  private placeCurves(): void {
    const { routes, selectedId } = this.scene;
    this.drawables = [];
    this.anyRelated = false;
    for (const route of routes) {
      const related = selectedId !== null && (route.id === selectedId || route.sourceId === selectedId || route.sinkId === selectedId);
      this.anyRelated ||= related;
      const [from, to] = [this.ports.get(route.sourceId), this.ports.get(route.sinkId)];
      if (from && to && (from.seen || to.seen)) this.drawables.push({ route, curve: curveBetween(from, to), related });
    }
    this.drawables.sort((a, b) => Number(a.related) - Number(b.related));
    if (this.drawables.length > MANY) {
      const floors = new Path2D();
      for (const { curve } of this.drawables) pathOf(curve, floors);
      this.floors = floors;
    }
  }

  private movePill(): void {
    const curve = this.drawables.find(({ route }) => route.id === this.scene.selectedId)?.curve;
    const spot = curve ? pointOn(curve, 0.5) : null;
    if (spot?.x === this.pill?.x && spot?.y === this.pill?.y) return;
    this.pill = spot;
    this.scene.onPill(spot);
  }
}

function lightOf({ levelIds, pathGainDb, off, gone }: DrawnRoute, nowMs: number): number {
  if (off || gone) return 0;
  let loudest = FLOOR_DB;
  for (const id of levelIds) loudest = Math.max(loudest, rmsOf(id, nowMs));
  return Math.min(1, deflection(loudest + pathGainDb + RMS_LIFT_DB) * 1.15);
}
