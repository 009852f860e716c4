/** A place in the field, in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** A route's curve: cubic, with level handles. */
export interface Curve {
  from: Spot;
  handleFrom: Spot;
  handleTo: Spot;
  to: Spot;
}

/** Handles reach this part of the distance, and at least so many pixels, so that close columns still give a curve. */
const HANDLE_PART = 0.46;
const HANDLE_AT_LEAST = 40;

export function curveBetween(from: Spot, to: Spot): Curve {
  const reach = Math.max(HANDLE_AT_LEAST, (to.x - from.x) * HANDLE_PART);
  return { from, handleFrom: { x: from.x + reach, y: from.y }, handleTo: { x: to.x - reach, y: to.y }, to };
}

/** A stub reaches this part of the field, and at most so many pixels; on its way it bends so far. */
const STUB_PART = 0.3;
const STUB_AT_MOST = 180;
const STUB_BEND = 10;

export const stubReach = (fieldPx: number): number => Math.min(STUB_AT_MOST, fieldPx * STUB_PART);

/** The beginning of a route whose other end is out of sight, above (-1) or below (1): from its port towards there. */
export function stubAt(port: Spot, side: 'in' | 'out', fieldPx: number, towards: -1 | 1): Curve {
  const reach = stubReach(fieldPx) * (side === 'in' ? 1 : -1);
  const to = { x: port.x + reach, y: port.y + towards * STUB_BEND };
  return { from: port, handleFrom: { x: port.x + 0.55 * reach, y: port.y }, handleTo: { x: port.x + 0.75 * reach, y: port.y + 0.35 * towards * STUB_BEND }, to };
}

/** The point at `u` 0 … 1 along a curve. */
export function pointOn({ from, handleFrom, handleTo, to }: Curve, u: number): Spot {
  const v = 1 - u;
  const [a, b, c, d] = [v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u];
  return {
    x: a * from.x + b * handleFrom.x + c * handleTo.x + d * to.x,
    y: a * from.y + b * handleFrom.y + c * handleTo.y + d * to.y,
  };
}

const SAMPLES = 32;

/** Distance in pixels from a spot to a curve. */
export function distanceTo(curve: Curve, spot: Spot): number {
  let nearest = Infinity;
  let last = curve.from;
  for (let i = 1; i <= SAMPLES; i++) {
    const next = pointOn(curve, i / SAMPLES);
    nearest = Math.min(nearest, distanceToLine(last, next, spot));
    last = next;
  }
  return nearest;
}

function distanceToLine(a: Spot, b: Spot, spot: Spot): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / lengthSquared));
  return Math.hypot(spot.x - a.x - along * dx, spot.y - a.y - along * dy);
}

/** Curves are hit within 24 px of width. */
const HIT_PX = 12;

export function nearestCurve<T>(curves: Iterable<readonly [T, Curve]>, spot: Spot): T | null {
  let found: T | null = null;
  let nearest = HIT_PX;
  for (const [key, curve] of curves) {
    const distance = distanceTo(curve, spot);
    if (distance < nearest) [found, nearest] = [key, distance];
  }
  return found;
}
