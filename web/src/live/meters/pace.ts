/** Frames over which the time between two of them is averaged. */
const AVERAGED = 20;
/** Later than this many of the display's own frames on average, and it does not keep up. */
const LATE = 1.45;
const KEEPS_UP = 1.1;
/** How long it has to keep up before every frame is drawn again; twice as long after each try that failed. */
const TRIES_AFTER_MS = 2000;
const TRIES_AT_LATEST_MS = 60_000;
const FAILED_WITHIN_MS = 1000;
/** The window may be moved to a slower display: what the fastest frame was is forgotten in some seconds. */
const FORGETS = 1.002;
/** A pause longer than this is a hidden tab or a long task, no frame. */
const PAUSE_MS = 400;

/**
 * Which frames are drawn. A browser that does not keep up with its display, for want of a graphics card or because the
 * machine is busy, draws each second one, so that scrolling and dragging have the others.
 */
export class Pace {
  private lastMs = NaN;
  private gapMs = 0;
  private displayMs = Infinity;
  private halved = false;
  private odd = false;
  private keepsUpSinceMs = NaN;
  private triedMs = -Infinity;
  private waitsMs = TRIES_AFTER_MS;

  /** Whether the frame at this time is drawn. */
  draws(nowMs: number): boolean {
    const gapMs = nowMs - this.lastMs;
    this.lastMs = nowMs;
    if (gapMs > 0 && gapMs < PAUSE_MS) this.judge(gapMs, nowMs);
    this.odd = !this.odd;
    return !this.halved || this.odd;
  }

  private judge(gapMs: number, nowMs: number): void {
    this.displayMs = Math.min(this.displayMs * FORGETS, Math.max(gapMs, 4));
    this.gapMs = this.gapMs === 0 ? gapMs : this.gapMs + (gapMs - this.gapMs) / AVERAGED;
    const frames = this.gapMs / this.displayMs;
    if (!this.halved && frames > LATE) {
      this.halved = true;
      this.waitsMs = nowMs - this.triedMs < FAILED_WITHIN_MS ? Math.min(TRIES_AT_LATEST_MS, this.waitsMs * 2) : TRIES_AFTER_MS;
      this.keepsUpSinceMs = NaN;
      return;
    }
    if (!this.halved) return;
    if (frames > KEEPS_UP) this.keepsUpSinceMs = NaN;
    else if (Number.isNaN(this.keepsUpSinceMs)) this.keepsUpSinceMs = nowMs;
    else if (nowMs - this.keepsUpSinceMs > this.waitsMs) {
      this.halved = false;
      this.triedMs = nowMs;
    }
  }
}
