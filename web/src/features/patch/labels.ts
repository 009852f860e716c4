import { t } from '../../lib/i18n';
import { stubReach, type Curve, type Spot } from './geometry';

/** A route of which only the beginning is drawn, since one end is out of sight. */
export interface Stub {
  /** Config id of the route. */
  id: string;
  /** The side whose port is in sight. */
  side: 'in' | 'out';
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

const GAP_PX = 6;
const MOST_LETTERS = 24;

/**
 * What stands at the end of the stubs of each port: the name of the one end out of sight, or how many there are. What is
 * folded away has the port of its group.
 */
export function labelsOf(stubs: readonly Stub[], mostLetters: number): Label[] {
  const ofPort = new Map<string, [Stub, ...Stub[]]>();
  for (const stub of stubs) {
    const key = `${stub.side} ${stub.curve.from.y}`;
    const others = ofPort.get(key);
    if (others) others.push(stub);
    else ofPort.set(key, [stub]);
  }
  return [...ofPort.values()].map((all) => {
    const [{ id, side, other, curve }] = all;
    const oneWay = all.every((stub) => stub.curve.to.y === curve.to.y);
    return {
      side,
      x: curve.to.x + (side === 'in' ? GAP_PX : -GAP_PX),
      y: oneWay ? curve.to.y : curve.from.y,
      routeId: all.length > 1 ? null : id,
      text: all.length > 1 ? t(side === 'in' ? 'patch.sinksBeyond' : 'patch.sourcesBeyond', { count: all.length }) : shortened(other, mostLetters),
    };
  });
}

const shortened = (name: string, mostLetters: number): string => (name.length > mostLetters ? `${name.slice(0, mostLetters - 1).trimEnd()}…` : name);

const LETTER_PX = 6.5;

/** How many letters have room on each side of a field between the labels of the other. */
export const lettersIn = (fieldPx: number): number => Math.min(MOST_LETTERS, Math.floor((fieldPx / 2 - stubReach(fieldPx) - 2 * GAP_PX) / LETTER_PX));

const HALF_LINE_PX = 10;

/** The route whose label is at that place; `widthOf` measures words in pixels. */
export function labelledAt(labels: readonly Label[], { x, y }: Spot, widthOf: (text: string) => number): string | null {
  const hit = labels.find((label) => {
    const along = label.side === 'in' ? x - label.x : label.x - x;
    return Math.abs(y - label.y) <= HALF_LINE_PX && along >= -GAP_PX && along <= widthOf(label.text);
  });
  return hit?.routeId ?? null;
}
