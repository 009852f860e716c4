import { describe, expect, it } from 'vitest';
import { bandsDb, isFlat, responseDb } from './eq-response';

const bands = (...changed: [number, number][]) => Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`b${i + 1}`, changed.find(([band]) => band === i + 1)?.[1] ?? 1]));

describe('the response of an equaliser', () => {
  it('is flat when all bands are', () => {
    expect(isFlat(bands())).toBe(true);
    expect(responseDb(bandsDb(bands()), 1000)).toBe(0);
  });
  it('has the gain of a band at its centre', () => expect(responseDb(bandsDb(bands([9, 1.6])), 1046.5023)).toBeCloseTo(6, 6));
  it('cuts as the mirror of its boost', () => expect(responseDb(bandsDb(bands([9, 0.4])), 700)).toBeCloseTo(-responseDb(bandsDb(bands([9, 1.6])), 700), 9));
  it('is the sum of neighbours', () => {
    const [low, high] = [bandsDb(bands([9, 1.6])), bandsDb(bands([10, 1.6]))];
    expect(responseDb(bandsDb(bands([9, 1.6], [10, 1.6])), 1250)).toBeCloseTo(responseDb(low, 1250) + responseDb(high, 1250), 9);
  });
  it('falls to half of its dB at the edges of a Q of 1', () => {
    // Half of 6 dB lies where 1 + (s - 1/s)² grows alike in both: between the third octaves around the centre.
    expect(responseDb(bandsDb(bands([9, 1.6])), 1046.5 / 2)).toBeLessThan(3);
    expect(responseDb(bandsDb(bands([9, 1.6])), 1046.5 / 1.2)).toBeGreaterThan(3);
  });
});
