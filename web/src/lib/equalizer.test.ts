import { describe, expect, it } from 'vitest';
import { BUILT_IN, FLAT, gainsOf, hzAt, isFlat, normalizationDb, placeOf, responseDb, sameCurve, withGains } from './equalizer';

/** Gains in dB of the engine's own filters (EqualizerSettings.sections, Section.gainAt) at these frequencies. */
const HZ = [50, 65.4, 100, 523, 740, 1000, 5000, 12000, 20000, 21900];
const ENGINE = {
  rock48: [1.6805, 2.0902, 0.8508, 10.6285, 12.2208, 12.1564, 2.017, 2.142, 2.8801, 0.9863],
  rock44: [1.6805, 2.0901, 0.8506, 10.6258, 12.2166, 12.1503, 1.9452, 1.8342, 2.4146, 0.0155],
  ends48: [0.1754, 0.2968, 0.671, 8.4412, 9.9934, 8.7636, 0.431, -2.1937, -9.9934, -5.998],
};
const rock = gainsOf(BUILT_IN.find(({ name }) => name === 'Rock') ?? FLAT);
const ends = gainsOf(withGains(FLAT, rock.map((_, band) => (band === 7 ? 10 : band === 17 ? -10 : 0))));

describe('the curve', () => {
  it.each([['rock48', rock, 48000], ['rock44', rock, 44100], ['ends48', ends, 48000]] as const)('%s is that of the engine within 0.001 dB', (name, gains, rateHz) => {
    HZ.forEach((hz, at) => expect(responseDb(gains, hz, rateHz), `${hz} Hz`).toBeCloseTo(ENGINE[name][at] ?? NaN, 3));
  });

  it('is turned down by its largest gain, as the engine does', () => {
    expect(normalizationDb(rock, 48000)).toBeCloseTo(12.3479, 3);
    expect(normalizationDb(ends, 44100)).toBeCloseTo(9.9976, 3);
    expect(normalizationDb(rock.map((gain) => -Math.abs(gain)), 48000)).toBe(0);
  });
});

describe('bands', () => {
  it('are values from 0 to 2 on the wire and 10 dB a unit for people', () => {
    expect(gainsOf(withGains(FLAT, [10, -10, 0.5])).slice(0, 3)).toEqual([10, -10, 0.5]);
    expect(withGains(FLAT, [10, -10, 0.5, 99])).toMatchObject({ b1: 2, b2: 0, b3: 1.05, b4: 2 });
  });

  it('keep what else an equaliser is', () => {
    expect(withGains({ ...FLAT, normalization_enabled: true }, [1])).toMatchObject({ normalization_enabled: true });
  });

  it('tell the flat curve and equal ones', () => {
    expect(isFlat(FLAT)).toBe(true);
    expect(isFlat(withGains(FLAT, [0.1]))).toBe(false);
    expect(sameCurve(FLAT, { ...FLAT, name: 'other' })).toBe(true);
    expect(new Set(BUILT_IN.map(({ name }) => name)).size).toBe(6);
  });
});

it('the axis has 50 Hz and 22 kHz at its ends', () => {
  expect(placeOf(50)).toBe(0);
  expect(placeOf(22_000)).toBe(1);
  expect(hzAt(placeOf(1234))).toBeCloseTo(1234, 6);
});
