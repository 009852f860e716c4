import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs } from '../lib/backoff';
import { Connection } from './connection';

/** The server's end of a socket, in the test's hand. */
class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const newest = (): FakeSocket => FakeSocket.all[FakeSocket.all.length - 1] ?? new FakeSocket();
const snapshot = { type: 'snapshot', seq: 1, sources: [], sinks: [], routes: [] };

describe('the live connection', () => {
  const onMessage = vi.fn(() => true);
  const onLost = vi.fn();
  let connection: Connection;

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all = [];
    onMessage.mockReset().mockReturnValue(true);
    onLost.mockReset();
    connection = new Connection({ url: 'ws://server/api/live', onMessage, onLost, openSocket: () => new FakeSocket() as unknown as WebSocket });
    connection.open();
    newest().accept();
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  it('subscribes levels when it opens and is open with the snapshot', () => {
    expect(newest().sent).toEqual([{ type: 'subscribe', meters: true }]);
    expect(connection.link.get().phase).toBe('connecting');
    newest().say(snapshot);
    expect(connection.link.get().phase).toBe('open');
  });

  it('asks for no levels while the page is hidden', () => {
    connection.want(false);
    expect(newest().sent.at(-1)).toEqual({ type: 'subscribe', meters: false });
  });

  it('starts over for a new snapshot when messages were missed', () => {
    newest().say(snapshot);
    const before = newest();
    onMessage.mockReturnValue(false);
    before.say({ type: 'change', seq: 9 });
    expect(before.closed).toBe(true);
    expect(newest()).not.toBe(before);
  });

  it('tells when it will try again, tries then, and waits longer each time', () => {
    newest().onclose?.();
    const first = connection.link.get();
    if (first.phase !== 'lost') throw new Error(first.phase);
    expect(onLost).toHaveBeenCalledOnce();
    const firstPauseMs = first.retryAtMs - Date.now();
    vi.advanceTimersByTime(firstPauseMs);
    expect(FakeSocket.all).toHaveLength(2);
    newest().onclose?.();
    const second = connection.link.get();
    if (second.phase !== 'lost') throw new Error(second.phase);
    expect(second.retryAtMs - Date.now()).toBeGreaterThan(firstPauseMs);
  });

  it('swallows what is not JSON', () => {
    newest().onmessage?.({ data: 'nonsense' });
    expect(onMessage).not.toHaveBeenCalled();
  });
});

describe('the pause between tries', () => {
  it('doubles from one second to fifteen', () => expect([0, 1, 2, 3, 4, 9].map((failures) => backoffMs(failures, 0))).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]));
  it('is at most a fifth shorter', () => expect(backoffMs(2, 1)).toBe(3200));
});
