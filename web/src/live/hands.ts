import type { ChangeMessage, Kind } from '../api/types';
import { me } from '../lib/me';
import { createStore } from '../lib/store';
import { editKey } from './edits';
import type { LiveState } from './state';

/** Who turned a gain elsewhere just now, by `editKey`. Shown for a moment, so that two people at one fader see each other. */
export const hands = createStore<ReadonlyMap<string, string>>(new Map());

const SHOWN_MS = 2000;
/** What comes so soon after a hand here left a gain is taken for its echo, where the server cannot tell the two apart. */
const ECHO_MS = 1000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Notes whose hand is seen in a change: somebody else's, or one's own in another window. */
export function noteHands(before: LiveState, { by = {}, ...message }: ChangeMessage, editedMs: (key: string) => number, nowMs: number): void {
  for (const kind of ['sources', 'sinks', 'routes'] as const) {
    const old = new Map((before[kind] as { config_id: string; volume: number }[]).map(({ config_id, volume }) => [config_id, volume]));
    for (const { config_id: id, volume } of Object.values<{ config_id: string; volume: number }>(message[kind])) {
      const who = by[id];
      const key = editKey(kind, id, 'volume');
      if (who === undefined || !old.has(id) || old.get(id) === volume) continue;
      if (isMe(who) && nowMs - editedMs(key) < ECHO_MS) continue;
      show(key, who);
    }
  }
}

export const handOn = (kind: Kind, id: string): string | null => hands.get().get(editKey(kind, id, 'volume')) ?? null;

/** The names under which the server knows those who have none are the same for all of them. */
const isMe = (who: string): boolean => who === (me.get().user ?? (me.get().auth === 'none' ? 'anybody' : 'login link'));

function show(key: string, who: string): void {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => {
    timers.delete(key);
    const rest = new Map(hands.get());
    rest.delete(key);
    hands.set(rest);
  }, SHOWN_MS));
  if (hands.get().get(key) !== who) hands.set(new Map(hands.get()).set(key, who));
}
