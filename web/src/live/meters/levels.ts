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

/** The channels of an endpoint that was looked at, and how many messages they have taken in. */
interface Channels {
  lanes: Lane[];
  messages: number;
}

/** What is looked at and has sounded. Outside React. */
const known = new Map<string, Channels>();
/** The newest message. Of a thousand endpoints a few are on the screen: the others take nothing in until they are. */
let newest: Readonly<Record<string, Levels>> = {};
let newestMs = -Infinity;
let messages = 0;
const clipCounts = new Map<string, number>();

/** Endpoints whose clip light is on; it stays until it is pressed. */
export const clipped = createStore<ReadonlySet<string>>(new Set());

const NONE: readonly Lane[] = [new Lane()];

/** The lanes of an endpoint, one for each channel, with the newest message taken in. */
export function lanesOf(id: string): readonly Lane[] {
  const own = known.get(id);
  if (own?.messages === messages) return own.lanes;
  const levels = newest[id];
  if (!levels) {
    own?.lanes.forEach((lane) => lane.receive(FLOOR_DB, FLOOR_DB, newestMs));
    if (own) own.messages = messages;
    return own?.lanes ?? NONE;
  }
  const lanes = own?.lanes.length === levels.peak.length ? own.lanes : levels.peak.map(() => new Lane());
  lanes.forEach((lane, channel) => lane.receive(levels.peak[channel] ?? FLOOR_DB, levels.rms[channel] ?? FLOOR_DB, newestMs));
  known.set(id, { lanes, messages });
  return lanes;
}

/** How many channels were told of it last; 0 when it has not sounded. */
export const channelCountOf = (id: string): number => newest[id]?.peak.length ?? known.get(id)?.lanes.length ?? 0;

/** The loudest RMS as it was told last, for what is not drawn. */
export const toldRmsOf = (id: string): number => Math.max(FLOOR_DB, ...(newest[id]?.rms ?? []));

export function receiveLevels(levels: Readonly<Record<string, Levels>>, nowMs: number): void {
  newest = levels;
  newestMs = nowMs;
  messages++;
  for (const id in levels) countClips(id, levels[id]?.clips ?? 0);
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

/** The first count of an endpoint tells about the past; only growth from there lights the lamp. */
function countClips(id: string, clips: number): void {
  const before = clipCounts.get(id);
  clipCounts.set(id, clips);
  if (before !== undefined && clips > before) clipped.set(new Set([...clipped.get(), id]));
}
