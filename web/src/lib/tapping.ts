const MOST_MS = 5000;

/** A pause longer than any delay begins a new measurement. */
const NEW_AFTER_MS = MOST_MS;

/** Taps one after another: the mean time between them in whole milliseconds, or null after the first. */
export class Tapping {
  private times: number[] = [];

  tap(nowMs: number): number | null {
    const last = this.times.at(-1);
    if (last !== undefined && nowMs - last > NEW_AFTER_MS) this.times = [];
    this.times.push(nowMs);
    return this.meanMs();
  }

  /** How often was tapped since the last pause. */
  get count(): number {
    return this.times.length;
  }

  private meanMs(): number | null {
    const [first] = this.times;
    const last = this.times.at(-1);
    if (first === undefined || last === undefined || this.times.length < 2) return null;
    return Math.min(MOST_MS, Math.round((last - first) / (this.times.length - 1)));
  }
}
