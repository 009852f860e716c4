import type { BandKey, Equalizer } from '../api/types';

/** The equaliser of the engine: 18 peaks half an octave apart, Q 1. A value b of the server is 10·(b − 1) dB. */
export const CENTRES_HZ = [
  65.406392, 92.498606, 130.81278, 184.99721, 261.62557, 369.99442, 523.25113, 739.9884, 1046.5023, 1479.9768,
  2093.0045, 2959.9536, 4186.0091, 5919.9072, 8372.0181, 11839.814, 16744.036, 20000,
] as const;

export const BAND_Q = 1;
export const MOST_DB = 10;
export const LOWEST_HZ = 50;
export const HIGHEST_HZ = 22_000;

const keyOf = (band: number): BandKey => `b${band + 1}` as BandKey;

/** Gains of the bands in dB. */
export const gainsOf = (equalizer: Equalizer): number[] => CENTRES_HZ.map((_, band) => Math.round((equalizer[keyOf(band)] - 1) * 1000) / 100);

export function withGains(equalizer: Equalizer, gainsDb: readonly number[]): Equalizer {
  const bands = gainsDb.map((gainDb, band) => [keyOf(band), Math.round((1 + clampDb(gainDb) / MOST_DB) * 1000) / 1000]);
  return { ...equalizer, ...(Object.fromEntries(bands) as Record<BandKey, number>) };
}

export const clampDb = (gainDb: number): number => Math.min(MOST_DB, Math.max(-MOST_DB, gainDb));

const fromValues = (name: string | null, values: readonly number[]): Equalizer =>
  ({ name, normalization_enabled: false, ...Object.fromEntries(CENTRES_HZ.map((_, band) => [keyOf(band), values[band] ?? 1])) }) as Equalizer;

export const FLAT: Equalizer = fromValues(null, []);

export const isFlat = (equalizer: Equalizer): boolean => gainsOf(equalizer).every((gainDb) => gainDb === 0);

/** Presets that are always there; what people save comes behind them. */
export const BUILT_IN: readonly Equalizer[] = [
  fromValues('Flat', []),
  fromValues('Classical', [1.2, 1.2, 1, 1, 1, 1, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]),
  fromValues('Rock', [1.2, 1.1, 0.8, 0.9, 1, 1.2, 1.4, 1.4, 1.4, 1.3, 1.2, 1.1, 1, 1, 1, 1.1, 1.2, 1.2]),
  fromValues('Pop', [0.8, 0.9, 1, 1.1, 1.2, 1.2, 1.1, 1, 1, 1, 1, 1.1, 1.2, 1.2, 1.1, 1, 0.9, 0.8]),
  fromValues('Jazz', [1.1, 1.1, 1, 1, 1, 1.1, 1.2, 1.2, 1.2, 1.1, 1, 0.9, 0.9, 0.9, 1, 1.1, 1.1, 1.1]),
  fromValues('Electronic', [1.4, 1.3, 1.2, 1, 0.8, 1, 1.2, 1.3, 1.4, 1.4, 1.3, 1.2, 1.1, 1, 1.1, 1.2, 1.3, 1.4]),
];

export const sameCurve = (one: Equalizer, other: Equalizer): boolean => gainsOf(one).every((gainDb, band) => gainDb === gainsOf(other)[band]);

const warp = (hz: number, rateHz: number): number => Math.tan((Math.PI * hz) / rateHz);

/** Linear gain of one band at a frequency, as the engine's filter has it after the bilinear transform. */
function bandGain(band: number, gainDb: number, hz: number, rateHz: number): number {
  const centre = CENTRES_HZ[band] ?? 0;
  if (gainDb === 0 || 2 * centre >= rateHz) return 1;
  const gain = 10 ** (gainDb / 20);
  const boost = Math.max(gain, 1) / BAND_Q;
  const cut = Math.max(1 / gain, 1) / BAND_Q;
  const s = warp(Math.min(hz, 0.4999 * rateHz), rateHz) / warp(centre, rateHz);
  return Math.hypot(1 - s * s, boost * s) / Math.hypot(1 - s * s, cut * s);
}

/** What all bands together do at a frequency, in dB, without normalisation. */
export function responseDb(gainsDb: readonly number[], hz: number, rateHz: number): number {
  let sum = 0;
  gainsDb.forEach((gainDb, band) => (sum += 20 * Math.log10(bandGain(band, gainDb, hz, rateHz))));
  return sum;
}

const GRID = 1024;
const GRID_FROM_HZ = 5;

/** By how much normalisation turns everything down: the largest gain of the whole curve, in dB, at least 0. */
export function normalizationDb(gainsDb: readonly number[], rateHz: number): number {
  if (gainsDb.every((gainDb) => gainDb <= 0)) return 0;
  let largest = 0;
  for (let point = 0; point <= GRID; point++) {
    const hz = GRID_FROM_HZ * ((0.4999 * rateHz) / GRID_FROM_HZ) ** (point / GRID);
    largest = Math.max(largest, responseDb(gainsDb, hz, rateHz));
  }
  return largest;
}

/** Place of a frequency on the logarithmic axis, 0 … 1. */
export const placeOf = (hz: number): number => Math.log(hz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ);
export const hzAt = (place: number): number => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** place;
