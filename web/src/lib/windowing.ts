/** Rows or columns of a long list: which of them are drawn. */

/** Lists up to this length are drawn as a whole. */
export const WINDOWED_ABOVE = 60;

/** Start of each item and, last, the end of all, in pixels. */
export function offsetsOf(sizes: Iterable<number>): number[] {
  const offsets = [0];
  let end = 0;
  for (const size of sizes) offsets.push((end += size));
  return offsets;
}

export interface Span {
  first: number;
  /** Behind the last one. */
  end: number;
}

/** The items that touch the stretch from `fromPx` to `toPx`. */
export function spanOf(offsets: readonly number[], fromPx: number, toPx: number): Span {
  const count = offsets.length - 1;
  const first = Math.min(count, Math.max(0, lowerBound(offsets, fromPx + 1) - 1));
  return { first, end: Math.min(count, Math.max(first, lowerBound(offsets, toPx))) };
}

/** Index of the first offset that is not below. */
function lowerBound(offsets: readonly number[], px: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < px) low = middle + 1;
    else high = middle;
  }
  return low;
}
