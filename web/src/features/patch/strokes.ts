import { colours } from '../../live/meters/canvas';
import { pointOn, stubReach, type Curve, type Spot } from './geometry';
import type { Label } from './labels';

/** How a route is drawn. `light` 0 … 1 follows its level. */
export interface RouteLook {
  light: number;
  related: boolean;
  /** Something else is selected. */
  dimmed: boolean;
  selected: boolean;
  off: boolean;
  gone: boolean;
}

type Pen = CanvasRenderingContext2D;

export function strokeCurve(pen: Pen, curve: Curve, look: RouteLook): void {
  const path = pathOf(curve);
  pen.lineCap = 'round';
  if (look.selected) strokeCasing(pen, path);
  if (look.off || look.gone) strokeDashed(pen, curve, path, look);
  else strokeLit(pen, path, inkBetween(pen, curve.from.x, curve.to.x), look);
  pen.globalAlpha = 1;
}

/** Colours along the field, the same for all routes of a picture. */
export interface Inks {
  /** From the sources' colour to the sinks'. */
  whole: CanvasGradient;
  /** Of what begins at a port and goes out of sight. */
  stubs: Record<'in' | 'out', CanvasGradient>;
  stubFloors: Record<'in' | 'out', CanvasGradient>;
}

/** Inks for a field between the ports of the sources and those of the sinks. */
export function inksFor(pen: Pen, inX: number, outX: number): Inks {
  const [colour, reach] = [colours(), stubReach(outX - inX)];
  const fading = (fromX: number, toX: number, ink: string): CanvasGradient => {
    const fill = pen.createLinearGradient(fromX, 0, toX, 0);
    fill.addColorStop(0, ink);
    fill.addColorStop(1, colour.ground);
    return fill;
  };
  const stubs = (ofIn: string, ofOut: string) => ({ in: fading(inX, inX + reach, ofIn), out: fading(outX, outX - reach, ofOut) });
  return { whole: inkBetween(pen, inX, outX), stubs: stubs(colour.in, colour.out), stubFloors: stubs(colour['line-strong'], colour['line-strong']) };
}

/** The floors of many curves in one go. */
export function strokeFloors(pen: Pen, path: Path2D, dimmed: boolean, ink: string | CanvasGradient = colours()['line-strong']): void {
  stroke(pen, path, ink, 1, dimmed ? 0.25 : 0.4);
  pen.globalAlpha = 1;
}

/** One of many curves, above its floor: only as bright as it is loud. One pixel is drawn many times faster than more. */
export function strokeLight(pen: Pen, path: Path2D, ink: CanvasGradient, light: number): void {
  stroke(pen, path, ink, 1, Math.min(1, 0.12 + 1.35 * light * light));
  pen.globalAlpha = 1;
}

export function pathOf({ from, handleFrom, handleTo, to }: Curve, path = new Path2D()): Path2D {
  path.moveTo(from.x, from.y);
  path.bezierCurveTo(handleFrom.x, handleFrom.y, handleTo.x, handleTo.y, to.x, to.y);
  return path;
}

const stroke = (pen: Pen, path: Path2D, style: string | CanvasGradient, width: number, alpha: number): void => {
  pen.globalAlpha = alpha;
  pen.lineWidth = width;
  pen.strokeStyle = style;
  pen.stroke(path);
};

/** Ink on both sides of the curve says "selected" also without colour. */
function strokeCasing(pen: Pen, path: Path2D): void {
  stroke(pen, path, colours().ink, 6, 1);
  stroke(pen, path, colours().ground, 4, 1);
}

/** What is selected keeps its two colours also in silence. */
const SELECTED_ALPHA = 0.6;

/** The floor shows that there is a route; glow, strength and width on top show how loud it is. */
function strokeLit(pen: Pen, path: Path2D, fill: CanvasGradient, { light, dimmed, selected }: RouteLook): void {
  const part = dimmed ? 0.7 : 1;
  const power = light * light;
  stroke(pen, path, colours()['line-strong'], 1, dimmed ? 0.25 : 0.5);
  if (power > 0.01 && !selected) stroke(pen, path, fill, 10, 0.2 * power * part);
  stroke(pen, path, fill, selected ? 3 : 1 + 1.8 * light, Math.min(1, Math.max(selected ? SELECTED_ALPHA : 0, 0.12 + 1.35 * power)) * part);
}

function inkBetween(pen: Pen, fromX: number, toX: number): CanvasGradient {
  const fill = pen.createLinearGradient(fromX, 0, toX, 0);
  const colour = colours();
  for (const [stop, name] of [[0, 'in'], [0.38, 'in'], [0.5, 'route-mid'], [0.62, 'out'], [1, 'out']] as const) fill.addColorStop(stop, colour[name]);
  return fill;
}

function strokeDashed(pen: Pen, curve: Curve, path: Path2D, { dimmed, off }: RouteLook): void {
  const { ground, 'ink-3': grey } = colours();
  pen.setLineDash([2, 5]);
  stroke(pen, path, grey, 1.25, dimmed ? 0.35 : 0.75);
  pen.setLineDash([]);
  if (!off) return;
  const middle = pointOn(curve, 0.5);
  pen.globalAlpha = 1;
  pen.fillStyle = ground;
  pen.fillRect(middle.x - 7, middle.y - 6, 14, 12);
  pen.fillStyle = grey;
  pen.fillRect(middle.x - 4, middle.y - 4, 2, 8);
  pen.fillRect(middle.x + 2, middle.y - 4, 2, 8);
}

/** Words beside stubs; as clear as other text whatever is selected. */
export function writeLabels(pen: Pen, labels: readonly Label[]): void {
  beginWriting(pen);
  pen.textBaseline = 'middle';
  pen.fillStyle = colours()['ink-3'];
  for (const { x, y, side, text } of labels) {
    pen.textAlign = side === 'in' ? 'left' : 'right';
    pen.fillText(text, x, y);
  }
}

export function widthOf(pen: Pen, text: string): number {
  beginWriting(pen);
  return pen.measureText(text).width;
}

function beginWriting(pen: Pen): void {
  pen.globalAlpha = 1;
  pen.font = `11px ${getComputedStyle(pen.canvas).fontFamily}`;
}

/** A route that is being drawn by hand. */
export function strokeDrag(pen: Pen, curve: Curve): void {
  const path = pathOf(curve);
  pen.setLineDash([6, 4]);
  stroke(pen, path, colours().ink, 2, 1);
  pen.setLineDash([]);
}

const PORT_RADIUS = 4.5;

export function strokePort(pen: Pen, { x, y }: Spot, colour: string, lit: boolean): void {
  pen.globalAlpha = 1;
  const circle = new Path2D();
  circle.arc(x, y, lit ? PORT_RADIUS + 0.5 : PORT_RADIUS, 0, 2 * Math.PI);
  pen.fillStyle = lit ? colour : colours().ground;
  pen.fill(circle);
  stroke(pen, circle, colour, 2, 1);
}
