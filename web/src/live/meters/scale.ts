import { interpolate, type Point } from '../../lib/piecewise';

/** IEC 60268-18: dBFS to deflection in percent. */
const DEFLECTION: readonly Point[] = [[-70, 0], [-60, 2.5], [-50, 7.5], [-40, 15], [-30, 30], [-20, 50], [0, 100]];

export const FLOOR_DB = -70;

/** Deflection 0 … 1 of a level; 0 dBFS is the end of the scale. */
export const deflection = (levelDb: number): number => interpolate(DEFLECTION, levelDb) / 100;

export type ZoneName = 'low' | 'mid' | 'high';
export const ZONES: readonly { name: ZoneName; fromDb: number; toDb: number }[] = [
  { name: 'low', fromDb: FLOOR_DB, toDb: -18 },
  { name: 'mid', fromDb: -18, toDb: -6 },
  { name: 'high', fromDb: -6, toDb: 0 },
];
export const HOT_DB = -6;
