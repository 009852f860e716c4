import type { LiveMessage } from '../api/types';
import { createStore } from '../lib/store';
import { backoffMs } from '../lib/backoff';

export type Link = { phase: 'connecting' } | { phase: 'open' } | { phase: 'lost'; retryAtMs: number };

export interface ConnectionSettings {
  url: string;
  /** Returns false when messages were missed, and the connection starts over for a new snapshot. */
  onMessage: (message: LiveMessage) => boolean;
  /** Called when the connection ends, before it is tried again. */
  onLost: () => void;
  openSocket?: (url: string) => WebSocket;
}

/**
 * The WebSocket to the server. Tries again with growing pauses until closed. Levels are subscribed only while the page
 * is seen. Everything runs on the page's one thread.
 */
export class Connection {
  readonly link = createStore<Link>({ phase: 'connecting' });
  private socket: WebSocket | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private metersWanted = true;
  private spectrumOf: string | null = null;
  private loudnessWanted: readonly string[] = [];

  constructor(private readonly settings: ConnectionSettings) {}

  open(): void {
    this.closed = false;
    clearTimeout(this.timer);
    this.detach();
    const { url, openSocket = (address: string) => new WebSocket(address) } = this.settings;
    const socket = openSocket(url);
    this.socket = socket;
    socket.onopen = () => this.subscribe();
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = () => this.lost();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.detach();
  }

  /** Levels on or off, and whose loudness with them, now and after each reconnect. */
  want(meters: boolean, loudness: readonly string[] = []): void {
    this.metersWanted = meters;
    this.loudnessWanted = meters ? loudness : [];
    this.subscribe();
  }

  /** The spectrum of one source or sink, or of none, now and after each reconnect; not while the page is hidden. */
  wantSpectrum(id: string | null): void {
    this.spectrumOf = id;
    this.subscribe();
  }

  /** Says something, if anybody hears. */
  say(message: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private subscribe(): void {
    const loudness = this.loudnessWanted;
    const spectrum = this.metersWanted && this.spectrumOf !== null ? { spectrum: this.spectrumOf } : {};
    this.say({ type: 'subscribe', meters: this.metersWanted, ...(loudness.length > 0 ? { loudness } : {}), ...spectrum });
  }

  private receive(data: unknown): void {
    const message = parse(data);
    if (message === null) return;
    if (message.type === 'snapshot') {
      this.failures = 0;
      this.link.set({ phase: 'open' });
    }
    if (!this.settings.onMessage(message)) this.open();
  }

  private lost(): void {
    this.detach();
    if (this.closed) return;
    const pauseMs = backoffMs(this.failures++, Math.random());
    this.link.set({ phase: 'lost', retryAtMs: Date.now() + pauseMs });
    this.timer = setTimeout(() => this.open(), pauseMs);
    this.settings.onLost();
  }

  private detach(): void {
    if (!this.socket) return;
    const { socket } = this;
    this.socket = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

function parse(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(data) as LiveMessage;
  } catch {
    return null;
  }
}
