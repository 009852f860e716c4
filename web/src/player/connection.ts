import { offerOnly } from './codecs';
import type { Quality } from './quality';
import { askOfOpus, iceFragment, withIceOf } from './sdp';
import { StatsReader, type PlayerStats } from './stats';
import { askForIceServers, endSession, keepSession, restartSession, sendCandidate, startSession } from './whep';

export const HEARTBEAT_MS = 5000;
export const STATS_MS = 1000;
/** Candidates that take longer to find, from helpers far away, follow the offer. */
const GATHER_AT_MOST_MS = 300;
const ANSWER_AT_MOST_MS = 8000;
/** From the answer to sound. */
export const CONNECT_AT_MOST_MS = 10_000;
/** A way that is gone may come back by itself for so long; then it is looked for anew. */
export const PATIENCE_MS = 2000;
export const RESTART_AT_MOST_MS = 5000;
/** After so many looks at the statistics without a byte the server is asked whether it is still there. */
const SILENT_LOOKS = 2;

export interface ConnectionSettings {
  /** Where offers are posted, or what finds it out. */
  address: string | (() => Promise<string>);
  quality: Quality;
  iceServers: RTCIceServer[];
  /** The server was asked for its own ICE servers before. */
  knowsIceServers: boolean;
}

export interface ConnectionEvents {
  onStream: (stream: MediaStream) => void;
  onConnected: () => void;
  /** The way to the server is gone; it is looked for. */
  onTrouble: () => void;
  onIceServers: (servers: RTCIceServer[]) => void;
  onStats: (stats: PlayerStats) => void;
  /** It is over, with the reason when there is one; comes once, and not after `end`. */
  onEnd: (reason: unknown) => void;
}

/**
 * One peer connection with its session at the server, from the offer to the end. When the way between them breaks it
 * tries an ICE restart, once at a time; what else goes wrong ends it.
 */
export class Connection {
  private readonly peer: RTCPeerConnection;
  private readonly abort = new AbortController();
  private readonly intervals: ReturnType<typeof setInterval>[] = [];
  private readonly reader = new StatsReader();
  private readonly late: RTCIceCandidate[] = [];
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private location = '';
  private answer = '';
  private offered = false;
  private restarting = false;
  private keeps = true;
  private silentLooks = 0;
  private over = false;

  constructor(private readonly settings: ConnectionSettings, private readonly events: ConnectionEvents) {
    this.peer = new RTCPeerConnection({ iceServers: settings.iceServers });
    const transceiver = this.peer.addTransceiver('audio', { direction: 'recvonly' });
    if (settings.quality.codec !== null) offerOnly(transceiver, settings.quality.codec);
    this.peer.ontrack = ({ streams, track }) => events.onStream(streams[0] ?? new MediaStream([track]));
    this.peer.onconnectionstatechange = () => this.follow();
    this.peer.onicecandidate = ({ candidate }) => this.found(candidate);
  }

  async run(): Promise<void> {
    try {
      this.expect(ANSWER_AT_MOST_MS, () => this.fail(null));
      const { address } = this.settings;
      const at = typeof address === 'string' ? address : await address();
      if (!this.over) await this.learnIceServers(at);
      const offer = await this.offer({});
      const session = await startSession(at, offer, this.abort.signal);
      this.location = session.location;
      if (this.over) {
        this.end();
        return;
      }
      this.answer = session.answer;
      if (session.iceServers.length > 0) this.events.onIceServers(session.iceServers);
      this.expect(CONNECT_AT_MOST_MS, () => this.fail(null));
      await this.peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
      for (const candidate of this.late.splice(0)) this.found(candidate);
      this.intervals.push(setInterval(() => void this.check(), HEARTBEAT_MS), setInterval(() => void this.readStats(), STATS_MS));
      window.addEventListener('pagehide', this.end);
    } catch (reason) {
      this.fail(reason);
    }
  }

  /** Frees everything; may be called more than once. */
  readonly end = (): void => {
    this.over = true;
    this.abort.abort();
    clearTimeout(this.deadline);
    this.intervals.forEach(clearInterval);
    window.removeEventListener('pagehide', this.end);
    this.peer.onconnectionstatechange = null;
    this.peer.onicecandidate = null;
    this.peer.close();
    if (this.location !== '') endSession(this.location);
    this.location = '';
  };

  /** The browser says that its network is another one: what is broken is mended at once. */
  networkChanged(): void {
    if (this.peer.connectionState === 'disconnected') void this.restart();
    else void this.check();
  }

  /** The helpers that the server names are of use only before the first offer. Who names none, or does not answer, does no harm. */
  private async learnIceServers(address: string): Promise<void> {
    if (this.settings.knowsIceServers) return;
    const servers = await askForIceServers(address, this.abort.signal);
    if (servers === null || this.over) return;
    this.events.onIceServers(servers);
    if (servers.length > 0) this.peer.setConfiguration({ iceServers: [...this.settings.iceServers, ...servers] });
  }

  private async offer(options: RTCOfferOptions): Promise<string> {
    const { sdp = '' } = await this.peer.createOffer(options);
    await this.peer.setLocalDescription({ type: 'offer', sdp: askOfOpus(sdp, this.settings.quality.kilobitsPerSecond) });
    await this.gathered();
    this.offered = true;
    return this.peer.localDescription?.sdp ?? '';
  }

  private gathered(): Promise<void> {
    if (this.peer.iceGatheringState === 'complete') return Promise.resolve();
    return new Promise((resolve) => {
      setTimeout(resolve, GATHER_AT_MOST_MS);
      this.peer.onicegatheringstatechange = () => {
        if (this.peer.iceGatheringState === 'complete') resolve();
      };
    });
  }

  /** What is found before the offer is posted stands in it. */
  private found(candidate: RTCIceCandidate | null): void {
    if (!this.offered || candidate === null || candidate.candidate === '') return;
    if (this.location === '') this.late.push(candidate);
    else sendCandidate(this.location, candidate);
  }

  private follow(): void {
    const state = this.peer.connectionState;
    if (state === 'connected') {
      this.restarting = false;
      clearTimeout(this.deadline);
      this.events.onConnected();
    } else if (state === 'disconnected' && !this.restarting) {
      this.events.onTrouble();
      this.expect(PATIENCE_MS, () => void this.restart());
    } else if (state === 'failed' && this.peer.iceConnectionState === 'failed' && !this.restarting) {
      void this.restart();
    } else if (state === 'failed' || state === 'closed') {
      this.fail(null);
    }
  }

  /** Looks for another way to the server within the session. */
  private async restart(): Promise<void> {
    if (this.restarting || this.over) return;
    if (this.location === '') {
      this.fail(null); // a session that cannot be named can only be begun anew
      return;
    }
    this.restarting = true;
    this.events.onTrouble();
    this.expect(RESTART_AT_MOST_MS, () => this.fail(null));
    try {
      const offer = await this.offer({ iceRestart: true });
      const fragment = await restartSession(this.location, iceFragment(offer), this.abort.signal);
      if (fragment === null) {
        this.fail(null);
        return;
      }
      this.answer = withIceOf(fragment, this.answer);
      await this.peer.setRemoteDescription({ type: 'answer', sdp: this.answer });
      if (this.peer.connectionState === 'connected') this.follow(); // it came back meanwhile, and may not say so again
    } catch (reason) {
      this.fail(reason);
    }
  }

  /** Says that it is there, unless the server wants no such word, and learns whether the server is. */
  private async check(): Promise<void> {
    if (this.over || !this.keeps || this.location === '') return;
    const pulse = await keepSession(this.location);
    if (pulse === 'not-kept') this.keeps = false;
    else if (pulse === 'forgotten') this.location = '';
    if (pulse === 'forgotten' || (pulse === 'unreachable' && this.silentLooks >= SILENT_LOOKS)) this.fail(null);
  }

  private async readStats(): Promise<void> {
    if (this.over) return;
    const stats = this.reader.read(await this.peer.getStats());
    this.events.onStats(stats);
    this.silentLooks = stats.kilobitsPerSecond === 0 ? this.silentLooks + 1 : 0;
    if (this.silentLooks >= SILENT_LOOKS) void this.check();
  }

  private expect(ms: number, otherwise: () => void): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(otherwise, ms);
  }

  private fail(reason: unknown): void {
    if (this.over) return;
    this.end();
    this.events.onEnd(reason);
  }
}
