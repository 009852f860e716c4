import type { Levels } from '../../api/types';
import { createStore } from '../../lib/store';
import { Lane } from './ballistics';
import { FLOOR_DB } from './scale';

/** What is drawn of one lane, in dBFS. */
export interface Drawn {
  peakDb: number;
  rmsDb: number;
  holdDb: number;
}

/** Lanes of each endpoint that has sounded, one for each channel. Outside React. */
const lanes = new Map<string, Lane[]>();
const clipCounts = new Map<string, number>();

/** Endpoints whose clip light is on; it stays until it is pressed. */
export const clipped = createStore<ReadonlySet<string>>(new Set());

const NONE: readonly Lane[] = [new Lane()];

export const lanesOf = (id: string): readonly Lane[] => lanes.get(id) ?? NONE;

/** How many channels were told of it last; 0 when it has not sounded. */
export const channelCountOf = (id: string): number => lanes.get(id)?.length ?? 0;

export function receiveLevels(levels: Record<string, Levels>, nowMs: number): void {
  for (const [id, { peak, rms, clips }] of Object.entries(levels)) {
    const own = lanesFor(id, peak.length);
    own.forEach((lane, channel) => lane.receive(peak[channel] ?? FLOOR_DB, rms[channel] ?? FLOOR_DB, nowMs));
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

/** Lanes as they are now; of several endpoints the loudest of each channel. */
export function drawnLanes(ids: readonly string[], nowMs: number): Drawn[] {
  const drawn: Drawn[] = [];
  for (const id of ids) {
    lanesOf(id).forEach((lane, channel) => {
      lane.step(nowMs);
      const before = drawn[channel];
      drawn[channel] = before ? louder(before, lane) : lane;
    });
  }
  return drawn;
}

/** Rows have two lanes: with more than two channels the loudest of each side, odd ones left. */
export function foldSides(channels: readonly Drawn[]): Drawn[] {
  if (channels.length <= 2) return [...channels];
  const side = (parity: number): Drawn => channels.filter((_, channel) => channel % 2 === parity).reduce(louder);
  return [side(0), side(1)];
}

const louder = (a: Drawn, b: Drawn): Drawn => ({ peakDb: Math.max(a.peakDb, b.peakDb), rmsDb: Math.max(a.rmsDb, b.rmsDb), holdDb: Math.max(a.holdDb, b.holdDb) });

/** The loudest RMS of an endpoint now. */
export function rmsOf(id: string, nowMs: number): number {
  let loudest = FLOOR_DB;
  for (const lane of lanesOf(id)) {
    lane.step(nowMs);
    loudest = Math.max(loudest, lane.rmsDb);
  }
  return loudest;
}

/** The highest held peak of these. */
export function heldPeakOf(...ids: readonly string[]): number {
  let highest = FLOOR_DB;
  for (const id of ids) for (const lane of lanesOf(id)) highest = Math.max(highest, lane.holdDb);
  return highest;
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
