import { interpolate, mirrored, type Point } from './piecewise';

/** Fader travel 0 … 1 to gain in dB: 0 dB at three quarters. Below the first point is silence. */
const LAW: readonly Point[] = [
  [0.03, -60], [0.1, -40], [0.2, -30], [0.34, -20], [0.52, -10], [0.635, -5], [0.75, 0], [0.875, 5], [1, 10],
];
const INVERSE = mirrored(LAW);
const BOTTOM_DB = -60;

/** Half of the travel below −60 dB belongs to −60, the other half to silence. */
const SILENCE_BELOW = 0.015;

export const MAX_DB = 10;
export const MAX_VOLUME = 10 ** (MAX_DB / 20);
export const UNITY_POSITION = 0.75;

export function faderToDb(position: number): number {
  return position < SILENCE_BELOW ? -Infinity : interpolate(LAW, position);
}

export function dbToFader(gainDb: number): number {
  return gainDb < BOTTOM_DB - 0.05 ? 0 : interpolate(INVERSE, gainDb);
}

/** The REST API's linear volume of a gain; four digits after the point are finer than 0.001 dB at unity. */
export function dbToVolume(gainDb: number): number {
  if (gainDb < BOTTOM_DB - 0.05) return 0;
  return Math.min(MAX_VOLUME, Math.round(10 ** (Math.min(gainDb, MAX_DB) / 20) * 1e6) / 1e6);
}

export function volumeToDb(volume: number): number {
  return volume <= 0 ? -Infinity : 20 * Math.log10(volume);
}

/** One step up or down from a gain; the first step up from silence reaches the bottom of the scale. */
export function stepDb(gainDb: number, step: number): number {
  if (gainDb === -Infinity) return step > 0 ? BOTTOM_DB : gainDb;
  const next = Math.round((gainDb + step) * 10) / 10;
  return next < BOTTOM_DB ? -Infinity : Math.min(MAX_DB, next);
}
