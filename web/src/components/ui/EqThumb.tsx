import type { Equalizer } from '../../api/types';
import { gainsOf, hzAt, isFlat, normalizationDb, responseDb } from '../../lib/equalizer';

const WIDTH = 92;
const HEIGHT = 26;
const POINTS = 46;
const RATE_HZ = 48_000;
/** The thumbnail has the scale of the equaliser. */
const SPAN_DB = 14;

const yOf = (gainDb: number): number => HEIGHT / 2 - (Math.max(-SPAN_DB, Math.min(SPAN_DB, gainDb)) / SPAN_DB) * (HEIGHT / 2);

export function curvePath(gainsDb: readonly number[], downDb: number, width: number, points: number, y: (gainDb: number) => number, rateHz = RATE_HZ): string {
  const at = (point: number): string => {
    const place = point / points;
    return `${(place * width).toFixed(1)} ${y(responseDb(gainsDb, hzAt(place), rateHz) - downDb).toFixed(2)}`;
  };
  return `M${Array.from({ length: points + 1 }, (_, point) => at(point)).join('L')}`;
}

/** The curve of an equaliser, small: the true sum of its bands. */
export function EqThumb({ equalizer }: { equalizer: Equalizer }) {
  const gains = gainsOf(equalizer);
  const down = equalizer.normalization_enabled ? normalizationDb(gains, RATE_HZ) : 0;
  return (
    <svg className={`eq-thumb ${isFlat(equalizer) ? 'flat' : ''}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className="zero" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
      <path className="curve" d={isFlat(equalizer) ? `M0 ${HEIGHT / 2}H${WIDTH}` : curvePath(gains, down, WIDTH, POINTS, yOf)} />
    </svg>
  );
}
