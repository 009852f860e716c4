import type { ChangeMessage, LiveMessage } from '../api/types';
import { createStore } from '../lib/store';
import { Connection } from './connection';
import { Edits } from './edits';
import { noteHands } from './hands';
import { loudnessWanted, receiveLoudness } from './loudness';
import { receiveLevels, silenceLevels } from './meters/levels';
import { receiveSpectrum } from './spectrum';
import { receiveSolo } from './solo';
import { applyChange, applySnapshot, applyStatus, EMPTY, type LiveState } from './state';

/**
 * The page's one view of the server: state as told by the server, with open edits laid over it in `shown`.
 */
let told: LiveState = EMPTY;
/** The number of the message that told last of an object, by kind and id, or of the order of a kind. */
const toldSeqs = new Map<string, number>();
export const shown = createStore<LiveState>(EMPTY);

export const edits = new Edits({
  current: () => told,
  toldSeq: (kind, id) => Math.max(toldSeqs.get(`${kind}/${id}`) ?? 0, toldSeqs.get(kind) ?? 0),
  confirm: (kind, lay) => {
    told = { ...told, [kind]: lay(told[kind]) };
  },
  touched: publish,
});

function publish(): void {
  shown.set(edits.overlay(told));
}

function noteSeqs({ seq, order = {}, ...changed }: ChangeMessage): void {
  for (const kind of ['sources', 'sinks', 'routes'] as const) {
    for (const { config_id } of Object.values(changed[kind])) toldSeqs.set(`${kind}/${config_id}`, seq);
    if (order[kind]) toldSeqs.set(kind, seq);
  }
}

function receive(message: LiveMessage): boolean {
  switch (message.type) {
    case 'meters':
      receiveLevels(message.levels, performance.now());
      return true;
    case 'spectrum':
      receiveSpectrum(message);
      return true;
    case 'loudness':
      receiveLoudness(message.loudness);
      return true;
    case 'solo':
      receiveSolo(message.ids);
      return true;
    case 'snapshot':
      receiveSolo([]);
      toldSeqs.clear();
      told = applySnapshot(told, message);
      break;
    case 'status':
      told = applyStatus(told, message);
      break;
    case 'change': {
      const result = applyChange(told, message);
      if (result.outcome === 'gap') return false;
      if (result.outcome === 'applied') {
        noteHands(told, message, (key) => edits.lastMs(key), performance.now());
        noteSeqs(message);
        told = result.state;
      }
      break;
    }
  }
  publish();
  return true;
}

const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';

export const connection = new Connection({
  url: `${scheme}//${location.host}/api/live`,
  onMessage: receive,
  onLost: silenceLevels,
});

/** Scrolling through strips shall not make meters come and go on the server. */
const LOUDNESS_SETTLES_MS = 250;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Begins integrated loudness and what goes with it anew. */
export const restartLoudness = (ids: string[]): void => connection.say({ type: 'restartLoudness', ids });

/** Starts the connection and follows the page's visibility. Returns the end of both. */
export function startLive(): () => void {
  const follow = (): void => connection.want(!document.hidden, loudnessWanted.get());
  const unsubscribe = loudnessWanted.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(follow, LOUDNESS_SETTLES_MS);
  });
  document.addEventListener('visibilitychange', follow);
  follow();
  connection.open();
  return () => {
    clearTimeout(timer);
    unsubscribe();
    document.removeEventListener('visibilitychange', follow);
    connection.close();
  };
}
