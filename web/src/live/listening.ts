import type { Kind } from '../api/types';
import { dbToVolume } from '../lib/fader';
import { createStore } from '../lib/store';
import { heardSink } from '../lib/heard-sink';
import { AUTOMATIC, Player, type Quality } from '../player';
import { shown } from './session';
import { setUpListening } from './set-up-listening';

/** One source, route or sink that is heard here. */
export interface Listening {
  kind: Kind;
  /** Of what was pressed, by its `config_id`. */
  id: string;
  /** Whose levels are those of what is heard: the sink's, or those of the temporary sink that the server makes for a source or a route. */
  levelsId: string;
  player: Player;
  /** Gain of this one; the gain "here" is added to all. Neither is above 0. */
  gainDb: number;
  quality: Quality;
}

/** More at once than this cannot be told apart by ear and costs a decoder each. */
const MOST = 8;

export const listening = createStore<readonly Listening[]>([]);
export const gainHereDb = createStore(0);

/** Starts to listen to a source, route or sink; a second call for the same one changes nothing. */
export function listen(kind: Kind, id: string): Player {
  const now = listening.get();
  const known = find(id);
  if (known) return known.player;
  if (now.length >= MOST && now[0]) stopListening(now[0].id);
  const player = new Player({ address: () => addressOf(kind, id) });
  listening.set([...listening.get(), { kind, id, levelsId: id, player, gainDb: 0, quality: AUTOMATIC }]);
  player.setVolume(dbToVolume(gainHereDb.get()));
  player.start();
  return player;
}

export function stopListening(id: string): void {
  find(id)?.player.stop();
  listening.set(listening.get().filter((item) => item.id !== id));
}

export function toggleListening(kind: Kind, id: string): void {
  if (find(id)) stopListening(id);
  else listen(kind, id);
}

export function stopAll(): void {
  for (const item of listening.get()) item.player.stop();
  listening.set([]);
}

export function setListeningGain(id: string, gainDb: number): void {
  change(id, { gainDb });
  applyVolumes();
}

/** What plays is asked for anew. */
export function setListeningQuality(id: string, quality: Quality): void {
  change(id, { quality });
  find(id)?.player.setQuality(quality);
}

export function setGainHere(gainDb: number): void {
  gainHereDb.set(gainDb);
  applyVolumes();
}

const find = (id: string): Listening | undefined => listening.get().find((item) => item.id === id);

function change(id: string, changed: Partial<Listening>): void {
  listening.set(listening.get().map((item) => (item.id === id ? { ...item, ...changed } : item)));
}

function applyVolumes(): void {
  for (const item of listening.get()) item.player.setVolume(dbToVolume(item.gainDb + gainHereDb.get()));
}

/** Asked for at each try: the temporary sink of a source or a route ends with its listener and with the server. */
async function addressOf(kind: Kind, id: string): Promise<string> {
  const sinkId = kind === 'sinks' ? (heardSink(shown.get().sinks, id)?.config_id ?? id) : await setUpListening(kind, id);
  change(id, { levelsId: sinkId });
  return `/api/whep/${encodeURIComponent(sinkId)}`;
}
