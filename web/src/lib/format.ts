import { locale } from './i18n';

/** No-break space between figure and unit: a narrow one cannot be seen in Inter at 12 px. */
export const UNIT_SPACE = '\u00a0';
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

export const withUnit = (figure: string, unit: string): string => `${figure}${UNIT_SPACE}${unit}`;

/** What a person typed as a gain: any minus sign, comma or point, with or without a unit. Null when it is not one. */
export function parseGain(typed: string): number | null {
  const bare = typed.trim().toLowerCase().replace(/\s*db$/, '').replace(/[\u2212\u2013]/g, '-').replace(',', '.').trim();
  if (/^-?(∞|inf)$/.test(bare)) return -Infinity;
  if (!/^[+-]?\d+(\.\d+)?$/.test(bare)) return null;
  return Number(bare);
}

export const formatRate = (hz: number): string => withUnit(formatNumber(hz / 1000), 'kHz');

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in steps of a thousand, as disks are sold: "212 GB", "1.4 GB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return withUnit(unit > 0 && value < 10 ? formatOne(value) : String(Math.round(value)), BYTE_UNITS[unit] ?? 'B');
}

const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: false });

/** A number as it is kept, with all its digits. */
export const formatExact = (value: number): string => exact.format(value).replace('-', MINUS);

/** What a person typed as a number: comma or point. Null when it is none. */
export function parseNumber(typed: string): number | null {
  const bare = typed.trim().replace(/[\u2212\u2013]/g, '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare) ? Number(bare) : null;
}
