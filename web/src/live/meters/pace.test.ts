import { expect, it } from 'vitest';
import { Pace } from './pace';

/** Frames with a pause of so many milliseconds between them; how many of them are drawn. */
function run(pace: Pace, fromMs: number, gapMs: number, forMs: number): { drawn: number; frames: number; endMs: number } {
  let [drawn, frames, nowMs] = [0, 0, fromMs];
  for (; nowMs < fromMs + forMs; nowMs += gapMs) {
    frames++;
    if (pace.draws(nowMs)) drawn++;
  }
  return { drawn, frames, endMs: nowMs };
}

it('each frame is drawn while the browser keeps up, whatever its display', () => {
  for (const gapMs of [16.7, 33.3, 8.3]) {
    const { drawn, frames } = run(new Pace(), 0, gapMs, 3000);
    expect(drawn).toBe(frames);
  }
});

it('each second one when it does not, and each again when it has kept up for two seconds', () => {
  const pace = new Pace();
  const good = run(pace, 0, 16.7, 500);
  const late = run(pace, good.endMs, 40, 2000);
  expect(late.drawn / late.frames).toBeLessThan(0.7);
  const again = run(pace, late.endMs, 16.7, 4000);
  const steady = run(pace, again.endMs, 16.7, 500);
  expect(steady.drawn).toBe(steady.frames);
});

it('waits longer after a try that failed', () => {
  const pace = new Pace();
  let at = run(pace, 0, 16.7, 500).endMs;
  /** Late whenever every frame is drawn. */
  const tries = (forMs: number): number => {
    let [last, found] = [false, 0];
    const endMs = at + forMs;
    let whole = 0;
    while (at < endMs) {
      const drawn = pace.draws(at);
      whole = drawn && last ? whole + 1 : 0;
      if (whole === 2) found++;
      last = drawn;
      at += whole > 0 ? 40 : 16.7;
    }
    return found;
  };
  const first = tries(20_000);
  const later = tries(20_000);
  expect(first).toBeGreaterThan(later);
});
