import { dbToVolume } from '../lib/fader';
import { createStore } from '../lib/store';
import { Player } from '../player';

/** One sink that is heard here. */
export interface Listening {
  sinkId: string;
  player: Player;
  /** Gain of this one; the gain "here" is added to all. Neither is above 0. */
  gainDb: number;
}

/** More at once than this cannot be told apart by ear and costs a decoder each. */
const MOST = 8;

export const listening = createStore<readonly Listening[]>([]);
export const gainHereDb = createStore(0);

/** Starts to listen to a sink; a second call for the same one changes nothing. */
export function listen(sinkId: string): Player {
  const now = listening.get();
  const known = now.find((item) => item.sinkId === sinkId);
  if (known) return known.player;
  if (now.length >= MOST && now[0]) stopListening(now[0].sinkId);
  const player = new Player({ address: `/api/whep/${encodeURIComponent(sinkId)}` });
  listening.set([...listening.get(), { sinkId, player, gainDb: 0 }]);
  player.setVolume(dbToVolume(gainHereDb.get()));
  player.start();
  return player;
}

export function stopListening(sinkId: string): void {
  listening.get().find((item) => item.sinkId === sinkId)?.player.stop();
  listening.set(listening.get().filter((item) => item.sinkId !== sinkId));
}

export function toggleListening(sinkId: string): void {
  if (listening.get().some((item) => item.sinkId === sinkId)) stopListening(sinkId);
  else listen(sinkId);
}

export function stopAll(): void {
  for (const item of listening.get()) item.player.stop();
  listening.set([]);
}

export function setListeningGain(sinkId: string, gainDb: number): void {
  listening.set(listening.get().map((item) => (item.sinkId === sinkId ? { ...item, gainDb } : item)));
  applyVolumes();
}

export function setGainHere(gainDb: number): void {
  gainHereDb.set(gainDb);
  applyVolumes();
}

function applyVolumes(): void {
  for (const item of listening.get()) item.player.setVolume(dbToVolume(item.gainDb + gainHereDb.get()));
}
