import { locale } from './i18n';

/** Narrow no-break space between figure and unit. */
export const NARROW = '\u202f';
const MINUS = '\u2212';

const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });
const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export const formatNumber = (value: number): string => plain.format(value).replace('-', MINUS);
export const formatOne = (value: number): string => oneDecimal.format(Math.abs(value) < 0.05 ? 0 : value).replace('-', MINUS);

/** Gain with sign: "+2.0", "−6.0", "0.0", "−∞". */
export function formatGain(gainDb: number): string {
  if (gainDb === -Infinity) return `${MINUS}∞`;
  return (gainDb >= 0.05 ? '+' : '') + formatOne(gainDb);
}

/** Level without a plus; silence below the meter's floor. */
export function formatLevel(levelDb: number): string {
  return levelDb <= -70 ? `${MINUS}∞` : formatOne(levelDb);
}

export const withUnit = (figure: string, unit: string): string => `${figure}${NARROW}${unit}`;

/** What a person typed as a gain: any minus sign, comma or point, with or without a unit. Null when it is not one. */
export function parseGain(typed: string): number | null {
  const bare = typed.trim().toLowerCase().replace(/\s*db$/, '').replace(/[\u2212\u2013]/g, '-').replace(',', '.').trim();
  if (/^-?(∞|inf)$/.test(bare)) return -Infinity;
  if (!/^[+-]?\d+(\.\d+)?$/.test(bare)) return null;
  return Number(bare);
}

export const formatRate = (hz: number): string => withUnit(formatNumber(hz / 1000), 'kHz');
