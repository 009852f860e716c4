import { describe, expect, it } from 'vitest';
import { Needle } from './needle';

const at = (peakDb: number, clipped = false) => ({ peakDb, rmsDb: peakDb - 3, clipped });

function run(needle: Needle, peakDb: number, seconds: number): void {
  for (let i = 0; i < Math.round(seconds * 60); i++) needle.follow(at(peakDb), 1 / 60);
}

describe('the needle of an ear', () => {
  it('rises at once, falls 20 dB a second, and ends at the floor', () => {
    const needle = new Needle();
    needle.follow(at(-10), 0.01);
    expect([needle.peakDb, needle.rmsDb, needle.holdDb]).toEqual([-10, -13, -10]);
    run(needle, -180, 1);
    expect(needle.peakDb).toBeCloseTo(-30, 6);
    expect(needle.rmsDb).toBe(-70);
    run(needle, -180, 10);
    expect([needle.peakDb, needle.holdDb]).toEqual([-70, -70]);
  });

  it('holds the highest peak for 1.5 s, then lets it fall as fast, but never below the peak', () => {
    const needle = new Needle();
    needle.follow(at(-6), 0.01);
    run(needle, -40, 1.5);
    expect(needle.holdDb).toBeCloseTo(-6, 6);
    run(needle, -40, 0.5);
    expect(needle.holdDb).toBeCloseTo(-16, 6);
    run(needle, -40, 5);
    expect(needle.holdDb).toBe(-40);
  });

  it('holds anew from a peak that is higher', () => {
    const needle = new Needle();
    needle.follow(at(-20), 0.01);
    run(needle, -40, 1.4);
    needle.follow(at(-10), 0.01);
    run(needle, -40, 1.4);
    expect(needle.holdDb).toBe(-10);
  });

  it('keeps the clip light on', () => {
    const needle = new Needle();
    needle.follow(at(0, true), 0.01);
    run(needle, -180, 5);
    expect(needle.clipped).toBe(true);
  });
});
