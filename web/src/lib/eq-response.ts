/** Bands of an equaliser as they travel: `b1` … `b18`, 1 is 0 dB, a unit is 10 dB. */
export type Bands = Readonly<Record<string, unknown>>;

const CENTRES_HZ = [65.406392, 92.498606, 130.81278, 184.99721, 261.62557, 369.99442, 523.25113, 739.9884, 1046.5023, 1479.9768, 2093.0045, 2959.9536, 4186.0091, 5919.9072, 8372.0181, 11839.814, 16744.036, 20000];
const DB_A_UNIT = 10;
const RATE_HZ = 48_000;
const FROM_HZ = 50;
const TO_HZ = 22_000;

export function bandsDb(bands: Bands | undefined): number[] {
  return CENTRES_HZ.map((_, index) => {
    const value = bands?.[`b${index + 1}`];
    return typeof value === 'number' ? (value - 1) * DB_A_UNIT : 0;
  });
}

export const isFlat = (bands: Bands | undefined): boolean => bandsDb(bands).every((db) => db === 0);

const warp = (hz: number): number => Math.tan((Math.PI * hz) / RATE_HZ);

/** Gain in dB of all bands in series at a frequency: each a peak of Q 1 whose cut mirrors its boost, as the server filters. */
export function responseDb(gainsDb: readonly number[], hz: number): number {
  let sum = 0;
  gainsDb.forEach((gainDb, index) => {
    const centre = CENTRES_HZ[index];
    if (gainDb === 0 || centre === undefined) return;
    const gain = 10 ** (gainDb / 20);
    const s = warp(hz) / warp(centre);
    sum += 20 * Math.log10(Math.hypot(1 - s * s, Math.max(gain, 1) * s) / Math.hypot(1 - s * s, Math.max(1 / gain, 1) * s));
  });
  return sum;
}

const paths = new WeakMap<Bands, string>();
const POINTS = 36;
const REACH_DB = 12;

/** The response from 50 Hz to 22 kHz as the path of an SVG of that size. */
export function responsePath(bands: Bands, width: number, height: number): string {
  let path = paths.get(bands);
  if (path === undefined) {
    const gains = bandsDb(bands);
    path = Array.from({ length: POINTS + 1 }, (_, i) => {
      const db = responseDb(gains, FROM_HZ * (TO_HZ / FROM_HZ) ** (i / POINTS));
      const y = height / 2 - (Math.max(-REACH_DB, Math.min(REACH_DB, db)) / REACH_DB) * (height / 2 - 1);
      return `${i === 0 ? 'M' : 'L'}${((i / POINTS) * width).toFixed(1)} ${y.toFixed(1)}`;
    }).join('');
    paths.set(bands, path);
  }
  return path;
}
