import { describe, expect, it } from 'vitest';
import { dbToFader, dbToVolume, faderToDb, MAX_VOLUME, stepDb, volumeToDb } from './fader';

describe('the fader law', () => {
  it.each([[0.03, -60], [0.1, -40], [0.2, -30], [0.34, -20], [0.52, -10], [0.635, -5], [0.75, 0], [0.875, 5], [1, 10]])('position %f is %f dB', (position, gainDb) => {
    expect(faderToDb(position)).toBeCloseTo(gainDb, 9);
    expect(dbToFader(gainDb)).toBeCloseTo(position, 9);
  });

  it('is silent at the bottom', () => {
    expect(faderToDb(0)).toBe(-Infinity);
    expect(dbToFader(-Infinity)).toBe(0);
  });

  it('comes back to the same gain from every tenth of a decibel', () => {
    for (let tenths = -600; tenths <= 100; tenths++) expect(faderToDb(dbToFader(tenths / 10))).toBeCloseTo(tenths / 10, 9);
  });
});

describe('volume', () => {
  it('comes back to the same gain within a thousandth of a decibel', () => {
    for (let tenths = -600; tenths <= 100; tenths++) expect(Math.abs(volumeToDb(dbToVolume(tenths / 10)) - tenths / 10)).toBeLessThan(0.005);
  });

  it('is 1 at 0 dB, 0 at −∞ and never above the limit of the server', () => {
    expect(dbToVolume(0)).toBe(1);
    expect(dbToVolume(-Infinity)).toBe(0);
    expect(dbToVolume(24)).toBeLessThanOrEqual(3.1623);
    expect(MAX_VOLUME).toBeLessThanOrEqual(3.1623);
  });
});

describe('a step', () => {
  it('leaves silence at the bottom of the scale, and falls into it below', () => {
    expect(stepDb(-Infinity, 0.5)).toBe(-60);
    expect(stepDb(-60, -0.5)).toBe(-Infinity);
    expect(stepDb(-Infinity, -0.5)).toBe(-Infinity);
  });

  it('stops at the top', () => expect(stepDb(9.8, 0.5)).toBe(10));
});
