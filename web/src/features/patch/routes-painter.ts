import { colours, fitCanvas, themeVersion } from '../../live/meters/canvas';
import { onFrame } from '../../live/meters/frame-loop';
import { rmsOf } from '../../live/meters/levels';
import { deflection } from '../../live/meters/scale';
import { curveBetween, nearestCurve, pointOn, type Curve, type Spot } from './geometry';
import { strokeCurve, strokeDrag, strokePort, type RouteLook } from './strokes';

/** A route as it is drawn. */
export interface DrawnRoute {
  id: string;
  sourceId: string;
  sinkId: string;
  /** Route and sink together. The source's level is measured behind its own gain; the curve's is that plus this. */
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

interface Port extends Spot {
  side: 'in' | 'out';
  seen: boolean;
  lit: boolean;
}

const REMEASURE_MS = 250;
/** Brightness steps below this are not redrawn. */
const STEPS = 64;
/** A curve shines by its RMS; 8 dB make room for what RMS lies below the peak. */
const RMS_LIFT_DB = 8;

/**
 * Draws all routes and ports of the patch on one canvas. Rows are found in the root element by `data-row` and
 * `data-side`; their places are measured after a scroll or resize and four times a second.
 */
export class RoutesPainter {
  scene: Scene = { routes: [], selectedId: null, deadIds: new Set(), onPill: () => undefined };
  private readonly context: CanvasRenderingContext2D | null;
  private readonly stopFrames: () => void;
  private readonly ports = new Map<string, Port>();
  private readonly curves = new Map<string, Curve>();
  private drag: { fromId: string; to: Spot } | null = null;
  private measuredMs = -Infinity;
  private painted = '';
  private pill: Spot | null = null;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly root: HTMLElement) {
    this.context = canvas.getContext('2d');
    this.stopFrames = onFrame((nowMs) => this.paint(nowMs));
    root.addEventListener('scroll', this.moved, { capture: true, passive: true });
    window.addEventListener('resize', this.moved);
  }

  close(): void {
    this.stopFrames();
    this.root.removeEventListener('scroll', this.moved, { capture: true });
    window.removeEventListener('resize', this.moved);
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    this.moved();
  }

  /** The curve that is being drawn by hand, or null. The end is in client coordinates. */
  setDrag(fromId: string | null, clientX = 0, clientY = 0): void {
    const box = this.canvas.getBoundingClientRect();
    this.drag = fromId === null ? null : { fromId, to: { x: clientX - box.left, y: clientY - box.top } };
    this.painted = '';
  }

  /** The route under a place on the screen. */
  routeAt(clientX: number, clientY: number): string | null {
    const box = this.canvas.getBoundingClientRect();
    return nearestCurve(this.curves, { x: clientX - box.left, y: clientY - box.top });
  }

  private readonly moved = (): void => {
    this.measuredMs = -Infinity;
  };

  private paint(nowMs: number): void {
    const { context } = this;
    if (!context) return;
    if (nowMs - this.measuredMs > REMEASURE_MS) this.measure(context, nowMs);
    const looks = this.scene.routes.map((route) => this.lookOf(route, nowMs));
    const sign = looks.map((look) => Math.round(look.light * STEPS)).join();
    if (sign === this.painted) return;
    this.painted = sign;
    this.repaint(context, looks);
  }

  private repaint(context: CanvasRenderingContext2D, looks: RouteLook[]): void {
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const order = [...looks.keys()].sort((a, b) => Number(looks[a]?.related) - Number(looks[b]?.related));
    for (const index of order) {
      const [route, look] = [this.scene.routes[index], looks[index]];
      const curve = route && this.curves.get(route.id);
      if (look && curve) strokeCurve(context, curve, look);
    }
    const held = this.drag && this.ports.get(this.drag.fromId);
    if (this.drag && held) strokeDrag(context, held.side === 'in' ? curveBetween(held, this.drag.to) : curveBetween(this.drag.to, held));
    for (const [id, port] of this.ports) if (port.seen) strokePort(context, port, this.portColour(id, port), port.lit);
  }

  private portColour(id: string, port: Port): string {
    return this.scene.deadIds.has(id) ? colours()['ink-3'] : colours()[port.side];
  }

  private lookOf(route: DrawnRoute, nowMs: number): RouteLook {
    const { selectedId } = this.scene;
    const related = route.id === selectedId || route.sourceId === selectedId || route.sinkId === selectedId;
    const anyRelated = selectedId !== null && this.scene.routes.some(({ id, sourceId, sinkId }) => [id, sourceId, sinkId].includes(selectedId));
    const silent = route.off || route.gone;
    const light = silent ? 0 : Math.min(1, deflection(rmsOf(route.sourceId, nowMs) + route.pathGainDb + RMS_LIFT_DB) * 1.15);
    return { light, related, dimmed: anyRelated && !related, selected: route.id === selectedId, off: route.off, gone: route.gone };
  }

  private measure(context: CanvasRenderingContext2D, nowMs: number): void {
    this.measuredMs = nowMs;
    const box = this.canvas.getBoundingClientRect();
    const refitted = fitCanvas(this.canvas, context, box.width, box.height);
    const before = JSON.stringify([...this.ports]);
    this.measurePorts(box);
    this.curves.clear();
    for (const { id, sourceId, sinkId } of this.scene.routes) {
      const [from, to] = [this.ports.get(sourceId), this.ports.get(sinkId)];
      if (from && to) this.curves.set(id, curveBetween(from, to));
    }
    if (refitted || before !== JSON.stringify([...this.ports]) || this.sceneSign !== this.signOfScene()) this.painted = '';
    this.sceneSign = this.signOfScene();
    this.movePill();
  }

  private sceneSign = '';

  private signOfScene(): string {
    return JSON.stringify([themeVersion(), this.scene.routes, this.scene.selectedId, [...this.scene.deadIds]]);
  }

  private measurePorts(box: DOMRect): void {
    this.ports.clear();
    for (const row of this.root.querySelectorAll<HTMLElement>('[data-row]')) {
      const side = row.dataset['side'] === 'in' ? 'in' : 'out';
      const rect = row.getBoundingClientRect();
      const list = row.parentElement?.getBoundingClientRect() ?? rect;
      const middle = rect.top + rect.height / 2;
      const shownY = Math.min(list.bottom, Math.max(list.top, middle));
      const x = (side === 'in' ? rect.right : rect.left) - box.left;
      this.ports.set(row.dataset['row'] ?? '', { x, y: shownY - box.top, side, seen: shownY === middle, lit: row.matches(':hover, .drop, .picked') });
    }
  }

  private movePill(): void {
    const curve = this.scene.selectedId === null ? undefined : this.curves.get(this.scene.selectedId);
    const spot = curve ? pointOn(curve, 0.5) : null;
    if (spot?.x === this.pill?.x && spot?.y === this.pill?.y) return;
    this.pill = spot;
    this.scene.onPill(spot);
  }
}
