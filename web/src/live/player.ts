import { ApiError } from '../api/client';
import { createStore } from '../lib/store';
import { backoffMs } from './backoff';
import { NO_STATS, StatsReader, type PlayerStats } from './player-stats';
import { askForStereo } from './sdp';
import { endSession, keepSession, startSession } from './whep';

export type PlayerPhase = 'connecting' | 'playing' | 'reconnecting' | 'refused' | 'stopped';

export interface PlayerState {
  phase: PlayerPhase;
  /** The server's sentence after a refusal. */
  problem: string | null;
  stats: PlayerStats;
}

const HEARTBEAT_MS = 5000;
const STATS_MS = 1000;
const GATHER_AT_MOST_MS = 1000;
const ANSWER_AT_MOST_MS = 8000;

/**
 * One sink heard in this browser by WHEP. Reconnects by itself with growing pauses until it is stopped or the server
 * refuses it for good. An `Attempt` is one peer connection; the player owns at most one.
 */
export class Player {
  readonly state = createStore<PlayerState>({ phase: 'connecting', problem: null, stats: NO_STATS });
  private readonly audio = new Audio();
  private attempt: Attempt | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly sinkId: string) {
    this.audio.autoplay = true;
  }

  /** Call it from a press: browsers start sound only then. */
  start(): void {
    this.tryNow();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.attempt?.end();
    this.attempt = null;
    this.audio.srcObject = null;
    this.change({ phase: 'stopped' });
  }

  /** 0 … 1, only here. */
  setVolume(volume: number): void {
    this.audio.volume = Math.min(1, Math.max(0, volume));
  }

  private tryNow(): void {
    this.attempt?.end();
    const attempt = new Attempt(this.sinkId, {
      onTrack: (stream) => this.play(stream),
      onConnected: () => this.connected(),
      onStats: (stats) => this.change({ stats }),
      onEnd: (reason) => this.ended(attempt, reason),
    });
    this.attempt = attempt;
    void attempt.run();
  }

  private play(stream: MediaStream): void {
    this.audio.srcObject = stream;
    void this.audio.play().catch(() => undefined);
  }

  private connected(): void {
    this.failures = 0;
    this.change({ phase: 'playing', problem: null });
  }

  private ended(attempt: Attempt, reason: unknown): void {
    if (attempt !== this.attempt) return;
    attempt.end();
    this.attempt = null;
    if (reason instanceof ApiError && reason.status >= 400 && reason.status < 500) {
      this.change({ phase: 'refused', problem: reason.message, stats: NO_STATS });
      return;
    }
    this.change({ phase: 'reconnecting', stats: NO_STATS });
    this.timer = setTimeout(() => this.tryNow(), backoffMs(this.failures++, Math.random()));
  }

  private change(change: Partial<PlayerState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}

interface AttemptEvents {
  onTrack: (stream: MediaStream) => void;
  onConnected: () => void;
  onStats: (stats: PlayerStats) => void;
  onEnd: (reason: unknown) => void;
}

/** One peer connection with its session at the server, from the offer to the end. */
class Attempt {
  private readonly peer = new RTCPeerConnection();
  private readonly abort = new AbortController();
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private readonly reader = new StatsReader();
  private location = '';
  private over = false;

  constructor(private readonly sinkId: string, private readonly events: AttemptEvents) {
    this.peer.addTransceiver('audio', { direction: 'recvonly' });
    this.peer.ontrack = ({ streams, track }) => events.onTrack(streams[0] ?? new MediaStream([track]));
    this.peer.onconnectionstatechange = () => this.follow();
  }

  async run(): Promise<void> {
    try {
      const offer = await this.peer.createOffer();
      await this.peer.setLocalDescription({ type: 'offer', sdp: askForStereo(offer.sdp ?? '') });
      await this.gathered();
      const answerTimer = setTimeout(() => this.abort.abort(), ANSWER_AT_MOST_MS);
      const session = await startSession(this.sinkId, this.peer.localDescription?.sdp ?? '', this.abort.signal);
      clearTimeout(answerTimer);
      this.location = session.location;
      if (this.over) {
        this.end();
        return;
      }
      await this.peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
      this.timers.push(setInterval(() => void this.heartbeat(), HEARTBEAT_MS), setInterval(() => void this.readStats(), STATS_MS));
      window.addEventListener('pagehide', this.end);
    } catch (reason) {
      this.events.onEnd(reason);
    }
  }

  /** Frees everything; may be called more than once. */
  readonly end = (): void => {
    this.over = true;
    this.abort.abort();
    this.timers.forEach(clearInterval);
    window.removeEventListener('pagehide', this.end);
    this.peer.onconnectionstatechange = null;
    this.peer.close();
    if (this.location) endSession(this.location);
    this.location = '';
  };

  /** The offer carries its candidates: there is one message each way and no trickle. */
  private gathered(): Promise<void> {
    if (this.peer.iceGatheringState === 'complete') return Promise.resolve();
    return new Promise((resolve) => {
      setTimeout(resolve, GATHER_AT_MOST_MS);
      this.peer.onicegatheringstatechange = () => {
        if (this.peer.iceGatheringState === 'complete') resolve();
      };
    });
  }

  private follow(): void {
    const state = this.peer.connectionState;
    if (state === 'connected') this.events.onConnected();
    else if (state === 'failed' || state === 'closed') this.events.onEnd(null);
  }

  private async heartbeat(): Promise<void> {
    if (this.over || (await keepSession(this.location))) return;
    this.location = '';
    this.events.onEnd(null);
  }

  private async readStats(): Promise<void> {
    if (this.over) return;
    const report = await this.peer.getStats();
    this.events.onStats(this.reader.read(report));
  }
}
