const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** Pause before try number `failures` + 1: doubles from 1 s to 15 s, up to a fifth shorter so that pages spread out. */
export function backoffMs(failures: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return Math.round(full * (1 - 0.2 * chance));
}
