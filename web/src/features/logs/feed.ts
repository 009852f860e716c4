import { backoffMs } from '../../lib/backoff';
import { createStore } from '../../lib/store';
import { parseLine, type LogLine } from './parse';

const FIRST_LINES = 500;
const MOST_LINES = 20_000;

export interface FeedState {
  phase: 'connecting' | 'open' | 'lost';
  paused: boolean;
  lines: readonly LogLine[];
}

/** Follows one log file. Lines are told to the page at most once a frame. One page's thread. */
export class LogFeed {
  readonly state = createStore<FeedState>({ phase: 'connecting', paused: false, lines: [] });
  private socket: WebSocket | null = null;
  private lines: LogLine[] = [];
  private number = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  private closed = false;
  /** What is not newer was cleared: a new connection tells it again. */
  private clearedMs = -Infinity;

  constructor(private readonly file: string) {}

  open(): void {
    this.closed = false;
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(`${scheme}//${location.host}/ws/logs/${encodeURIComponent(this.file)}/${FIRST_LINES}`);
    this.socket = socket;
    socket.onmessage = (event) => this.receive(String(event.data));
    socket.onclose = () => this.lost();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    const { socket } = this;
    this.socket = null;
    if (socket) {
      socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  pause(paused: boolean): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify({ action: paused ? 'pause' : 'resume' }));
    this.state.set({ ...this.state.get(), paused });
  }

  /** Takes the lines off the page; they stay in the file. */
  clear(): void {
    this.clearedMs = this.lines.findLast(({ timeMs }) => timeMs !== null)?.timeMs ?? this.clearedMs;
    this.lines = [];
    this.state.set({ ...this.state.get(), lines: [] });
  }

  private receive(data: string): void {
    const message = JSON.parse(data) as { type: string; lines?: string[]; line?: string };
    if (message.type === 'initial') {
      this.failures = 0;
      this.lines = [];
      message.lines?.forEach((line) => this.add(line));
      this.tell('open');
      if (this.state.get().paused) this.pause(true);
      return;
    }
    if (message.line !== undefined) this.add(message.line);
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.tell('open'));
  }

  private add(raw: string): void {
    const line = parseLine(this.number++, raw, this.lines.at(-1));
    if (line.timeMs === null ? this.lines.length === 0 && this.clearedMs > -Infinity : line.timeMs <= this.clearedMs) return;
    this.lines.push(line);
    if (this.lines.length > MOST_LINES) this.lines.splice(0, MOST_LINES / 10);
  }

  private tell(phase: FeedState['phase']): void {
    this.frame = 0;
    this.state.set({ ...this.state.get(), phase, lines: [...this.lines] });
  }

  private lost(): void {
    if (this.closed) return;
    this.tell('lost');
    this.timer = setTimeout(() => this.open(), backoffMs(this.failures++, Math.random()));
  }
}
