const FINGER_SLOP_PX = 8;
/** Shift is a tenth of the speed. */
const FINE = 0.1;

/**
 * A fader in a hand. Dragging is relative: pressing beside the cap moves nothing. A finger has to go 8 px along the fader
 * first, and one that goes across lets go, so that what lies around it can be scrolled. Places in pixels, louder is more.
 */
export class FaderDrag {
  private taken: boolean;
  private gone = false;
  private lastPx: number;

  /** @param position of the cap, 0 … 1 of its travel */
  constructor(private position: number, private readonly alongPx: number, private readonly acrossPx: number, finger: boolean) {
    this.taken = !finger;
    this.lastPx = alongPx;
  }

  /** Where the cap goes; null while it stays. */
  move(alongPx: number, acrossPx: number, travelPx: number, fine: boolean): number | null {
    if (this.gone || !(this.taken || this.takes(alongPx, acrossPx))) return null;
    const wayPx = alongPx - this.lastPx;
    this.lastPx = alongPx;
    if (wayPx === 0) return null;
    this.position = Math.min(1, Math.max(0, this.position + (wayPx / travelPx) * (fine ? FINE : 1)));
    return this.position;
  }

  private takes(alongPx: number, acrossPx: number): boolean {
    const [along, across] = [Math.abs(alongPx - this.alongPx), Math.abs(acrossPx - this.acrossPx)];
    if (Math.max(along, across) < FINGER_SLOP_PX) return false;
    this.gone = across > along;
    this.taken = !this.gone;
    // What led here is not made up for: the cap goes on from where it stands.
    this.lastPx = alongPx;
    return this.taken;
  }
}

/** Whether a move reaches or leaves 0 dB: a finger feels it. */
export const passesUnity = (beforeDb: number, afterDb: number): boolean => beforeDb < 0 !== afterDb < 0;
