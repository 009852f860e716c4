import { describe, expect, it } from 'vitest';
import { measure } from './levels';

const sine = (length: number, amplitude: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * i) / 48));

describe('the level of an ear', () => {
  it('reads RMS and peak of a sine alike', () => {
    const { peakDb, rmsDb, clipped } = measure(sine(14_400, 0.1), 800, 14_400);
    expect(peakDb).toBeCloseTo(-20, 3);
    expect(rmsDb).toBeCloseTo(-20, 3);
    expect(clipped).toBe(false);
  });

  it('takes the peak of what is new alone, and the RMS of its own time', () => {
    const samples = new Float32Array(1000);
    samples[100] = 0.5;
    expect(measure(samples, 899, 1000).peakDb).toBe(-180);
    expect(measure(samples, 900, 1000).peakDb).toBeCloseTo(-6.02, 2);
    expect(measure(samples, 900, 900).rmsDb).toBeCloseTo(-6.02 + 3.01 - 10 * Math.log10(900), 1);
    expect(measure(samples, 900, 899).rmsDb).toBe(-180);
  });

  it('calls three samples at full scale in a row clipped, and not three apart', () => {
    const samples = new Float32Array(100);
    for (const i of [10, 12, 14]) samples[i] = -1;
    expect(measure(samples, 100, 100).clipped).toBe(false);
    for (const i of [50, 51, 52]) samples[i] = 32767 / 32768;
    expect(measure(samples, 100, 100).clipped).toBe(true);
  });
});
