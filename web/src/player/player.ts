import { backoffMs } from '../lib/backoff';
import { createStore } from '../lib/store';
import { AUTOMATIC, type Quality } from './quality';
import { Connection } from './connection';
import { NO_STATS, type PlayerStats } from './stats';
import { WhepRefusal } from './whep';

export type PlayerPhase = 'connecting' | 'playing' | 'reconnecting' | 'refused' | 'stopped';

export interface PlayerState {
  phase: PlayerPhase;
  /** The server's sentence after a refusal. */
  problem: string | null;
  /** When it is tried again, by `Date.now()`; null while it is being tried. */
  retryAtMs: number | null;
  /** The browser lets no page sound before the person has pressed something: call `resume` from a press. */
  needsPress: boolean;
  stats: PlayerStats;
}

export interface PlayerSettings {
  /**
   * Where offers are posted, such as `/api/whep/Kitchen`; or what finds that out before each try, and throws a
   * `WhepRefusal` when the server says no.
   */
  address: string | (() => Promise<string>);
  /** What to be heard with; the server's choice when left out. */
  quality?: Quality;
  /** Helpers for the way through firewalls, beside those that the server names. */
  iceServers?: RTCIceServer[];
}

/** A connection that has held for so long was a good one: the pauses begin anew after it. */
const HELD_MS = 5000;
const LONGEST_WAIT_MS = 60_000;
const START: PlayerState = { phase: 'connecting', problem: null, retryAtMs: null, needsPress: false, stats: NO_STATS };

/**
 * Hears one stream by WHEP (draft-ietf-wish-whep). Reconnects by itself with growing pauses until it is stopped or the
 * server refuses it for good; at once when the browser comes back to a network. Owns at most one connection.
 */
export class Player {
  readonly state = createStore<PlayerState>(START);
  /** What is heard now, for meters; null when nothing is. */
  readonly stream = createStore<MediaStream | null>(null);
  private readonly audio = new Audio();
  private connection: Connection | null = null;
  private quality: Quality;
  /** ICE servers that the server names; null before it was asked. */
  private named: RTCIceServer[] | null = null;
  private failures = 0;
  private connectedAtMs = Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly settings: PlayerSettings) {
    this.audio.autoplay = true;
    this.quality = settings.quality ?? AUTOMATIC;
  }

  /** Without a press before it the browser may stay silent: `needsPress` says so. */
  start(): void {
    this.watchNetwork(true);
    this.failures = 0;
    this.change({ phase: 'connecting', problem: null });
    this.tryNow();
  }

  stop(): void {
    this.watchNetwork(false);
    clearTimeout(this.timer);
    this.drop();
    this.change({ ...START, phase: 'stopped' });
  }

  /** Lets sound out after a press. */
  resume(): void {
    this.letSound();
  }

  /** 0 … 1, only here. */
  setVolume(volume: number): void {
    this.audio.volume = Math.min(1, Math.max(0, volume));
  }

  /** Another codec or bit rate. What plays is asked for anew. */
  setQuality(quality: Quality): void {
    if (quality.codec === this.quality.codec && quality.kilobitsPerSecond === this.quality.kilobitsPerSecond) return;
    this.quality = quality;
    if (this.state.get().phase !== 'stopped') this.start();
  }

  private tryNow(): void {
    clearTimeout(this.timer);
    this.drop();
    this.connectedAtMs = Infinity;
    this.change({ retryAtMs: null });
    const iceServers = [...(this.settings.iceServers ?? []), ...(this.named ?? [])];
    const connection: Connection = new Connection({ address: this.settings.address, quality: this.quality, knowsIceServers: this.named !== null, iceServers }, {
      onStream: (stream) => this.play(stream),
      onConnected: () => this.connected(),
      onTrouble: () => this.change({ phase: 'reconnecting', retryAtMs: null }),
      onIceServers: (servers) => (this.named = servers),
      onStats: (stats) => this.change({ stats }),
      onEnd: (reason) => this.ended(reason),
    });
    this.connection = connection;
    void connection.run();
  }

  private drop(): void {
    this.connection?.end();
    this.connection = null;
    this.audio.srcObject = null;
    this.stream.set(null);
  }

  private play(stream: MediaStream): void {
    this.audio.srcObject = stream;
    this.stream.set(stream);
    this.letSound();
  }

  private letSound(): void {
    this.audio.play().then(
      () => this.change({ needsPress: false }),
      (reason: unknown) => {
        if (reason instanceof DOMException && reason.name === 'NotAllowedError') this.change({ needsPress: true });
      },
    );
  }

  private connected(): void {
    this.connectedAtMs = Math.min(this.connectedAtMs, Date.now());
    this.change({ phase: 'playing', problem: null, retryAtMs: null });
  }

  private ended(reason: unknown): void {
    this.drop();
    if (reason instanceof WhepRefusal && !reason.isPassing) {
      this.change({ phase: 'refused', problem: reason.message, stats: NO_STATS });
      return;
    }
    if (Date.now() - this.connectedAtMs >= HELD_MS) this.failures = 0;
    const asked = reason instanceof WhepRefusal ? Math.min(reason.retryAfterMs ?? 0, LONGEST_WAIT_MS) : 0;
    const waitMs = Math.max(asked, backoffMs(this.failures++, Math.random()));
    const problem = reason instanceof WhepRefusal ? reason.message : null;
    this.change({ phase: 'reconnecting', problem, retryAtMs: Date.now() + waitMs, stats: NO_STATS });
    this.timer = setTimeout(() => this.tryNow(), waitMs);
  }

  private readonly networkChanged = (): void => {
    if (this.state.get().retryAtMs !== null) this.tryNow();
    else this.connection?.networkChanged();
  };

  private watchNetwork(watch: boolean): void {
    const network = (navigator as { connection?: EventTarget }).connection; // only some browsers have it
    window.removeEventListener('online', this.networkChanged);
    network?.removeEventListener('change', this.networkChanged);
    if (!watch) return;
    window.addEventListener('online', this.networkChanged);
    network?.addEventListener('change', this.networkChanged);
  }

  private change(change: Partial<PlayerState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
