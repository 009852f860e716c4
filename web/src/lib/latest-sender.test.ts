import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLatestSender } from './latest-sender';

describe('values of a drag', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('go out at most every 20 ms, the last one always', async () => {
    const sent: [number, number][] = [];
    const sender = createLatestSender<number>((value) => {
      sent.push([Date.now(), value]);
      return Promise.resolve();
    }, 20);
    const start = Date.now();
    for (let value = 0; value < 50; value++) {
      sender.push(value);
      await vi.advanceTimersByTimeAsync(1);
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(sent[0]).toEqual([start, 0]);
    expect(sent.at(-1)?.[1]).toBe(49);
    sent.slice(1).forEach(([time], i) => expect(time - (sent[i]?.[0] ?? 0)).toBeGreaterThanOrEqual(20));
  });

  it('are never on their way twice at once, and go on after a refusal', async () => {
    const answers: ((ok: boolean) => void)[] = [];
    const sent: number[] = [];
    const sender = createLatestSender<number>((value) => {
      sent.push(value);
      return new Promise((resolve, reject) => answers.push((ok) => (ok ? resolve() : reject(new Error('refused')))));
    }, 20);
    sender.push(1);
    sender.push(2);
    sender.push(3);
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([1]);
    answers[0]?.(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([1, 3]);
  });
});
