import { t } from '../../lib/i18n';
import type { Curve, Spot } from './geometry';

/** A route of which only the beginning is drawn, since one end is out of sight. */
export interface Stub {
  /** Config id of the route. */
  id: string;
  /** The side whose port is in sight. */
  side: 'in' | 'out';
  /** Config id of the end in sight. */
  seenId: string;
  /** Name of the other end. */
  other: string;
  curve: Curve;
}

export interface Label extends Spot {
  text: string;
  side: 'in' | 'out';
  /** Of the one route that it stands for; null when it counts more. */
  routeId: string | null;
}

const MOST_LETTERS = 24;
const GAP_PX = 6;

/** What stands at the end of the stubs of each port: the name of the one end out of sight, or how many there are. */
export function labelsOf(stubs: readonly Stub[]): Label[] {
  const ofPort = new Map<string, [Stub, ...Stub[]]>();
  for (const stub of stubs) {
    const key = `${stub.side} ${stub.seenId}`;
    const others = ofPort.get(key);
    if (others) others.push(stub);
    else ofPort.set(key, [stub]);
  }
  return [...ofPort.values()].map((all) => {
    const [{ id, side, other, curve }] = all;
    const heights = all.map((stub) => stub.curve.to.y);
    const oneWay = heights.every((y) => y === curve.to.y);
    return {
      side,
      x: curve.to.x + (side === 'in' ? GAP_PX : -GAP_PX),
      y: oneWay ? curve.to.y : curve.from.y,
      routeId: all.length > 1 ? null : id,
      text: all.length > 1 ? t(side === 'in' ? 'patch.sinksBeyond' : 'patch.sourcesBeyond', { count: all.length }) : shortened(other),
    };
  });
}

const shortened = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1).trimEnd()}…` : name);

const LETTER_PX = 7;
const HALF_LINE_PX = 10;

/** The route whose label is at that place. */
export function labelledAt(labels: readonly Label[], { x, y }: Spot): string | null {
  const hit = labels.find((label) => {
    const along = label.side === 'in' ? x - label.x : label.x - x;
    return along >= -GAP_PX && along <= label.text.length * LETTER_PX && Math.abs(y - label.y) <= HALF_LINE_PX;
  });
  return hit?.routeId ?? null;
}
