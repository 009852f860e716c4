import type { Levels } from '../../api/types';
import { createStore } from '../../lib/store';
import { Lane } from './ballistics';
import { FLOOR_DB } from './scale';

/** Lanes of each endpoint that has sounded, one for each drawn side. Outside React. */
const lanes = new Map<string, Lane[]>();
const clipCounts = new Map<string, number>();

/** Endpoints whose clip light is on; it stays until it is pressed. */
export const clipped = createStore<ReadonlySet<string>>(new Set());

const NONE: readonly Lane[] = [new Lane()];

export const lanesOf = (id: string): readonly Lane[] => lanes.get(id) ?? NONE;

export function receiveLevels(levels: Record<string, Levels>, nowMs: number): void {
  for (const [id, { peak, rms, clips }] of Object.entries(levels)) {
    const sides = foldSides(peak);
    const rmsSides = foldSides(rms);
    const own = lanesFor(id, sides.length);
    own.forEach((lane, side) => lane.receive(sides[side] ?? FLOOR_DB, rmsSides[side] ?? FLOOR_DB, nowMs));
    countClips(id, clips);
  }
  for (const [id, own] of lanes) if (!(id in levels)) for (const lane of own) lane.receive(FLOOR_DB, FLOOR_DB, nowMs);
}

/** The connection is gone: nothing is known, the meters fall. */
export function silenceLevels(): void {
  receiveLevels({}, performance.now());
}

export function clearClip(id: string, all: boolean): void {
  clipped.set(all ? new Set() : new Set([...clipped.get()].filter((other) => other !== id)));
}

/** Rows have two lanes: with more than two channels the loudest of each side, odd ones left. */
export function foldSides(channels: readonly number[]): number[] {
  if (channels.length <= 2) return [...channels];
  const side = (parity: number): number => Math.max(...channels.filter((_, channel) => channel % 2 === parity));
  return [side(0), side(1)];
}

/** The loudest RMS of an endpoint now. */
export function rmsOf(id: string, nowMs: number): number {
  let loudest = FLOOR_DB;
  for (const lane of lanesOf(id)) {
    lane.step(nowMs);
    loudest = Math.max(loudest, lane.rmsDb);
  }
  return loudest;
}

export function heldPeakOf(id: string): number {
  return Math.max(...lanesOf(id).map((lane) => lane.holdDb));
}

function lanesFor(id: string, count: number): Lane[] {
  let own = lanes.get(id);
  if (own?.length !== count) {
    own = Array.from({ length: count }, () => new Lane());
    lanes.set(id, own);
  }
  return own;
}

/** The first count of an endpoint tells about the past; only growth from there lights the lamp. */
function countClips(id: string, clips: number): void {
  const before = clipCounts.get(id);
  clipCounts.set(id, clips);
  if (before !== undefined && clips > before) clipped.set(new Set([...clipped.get(), id]));
}
