import { FLOOR_DB } from '../live/meters/scale';
import type { EarLevel } from '../player';

const FALL_DB_PER_S = 20;
const HOLD_S = 1.5;

/** What is drawn of one ear: peak that rises at once and falls 20 dB/s, RMS as measured, a held peak, the clip light. */
export class Needle {
  peakDb = FLOOR_DB;
  rmsDb = FLOOR_DB;
  holdDb = FLOOR_DB;
  clipped = false;
  private heldS = 0;

  /** Moves on by that time with what was measured in it. */
  follow(level: EarLevel, seconds: number): void {
    this.peakDb = Math.max(level.peakDb, this.peakDb - FALL_DB_PER_S * seconds, FLOOR_DB);
    this.rmsDb = Math.max(level.rmsDb, FLOOR_DB);
    this.clipped ||= level.clipped;
    if (level.peakDb >= this.holdDb) {
      this.holdDb = level.peakDb;
      this.heldS = 0;
      return;
    }
    const fallingS = Math.min(seconds, Math.max(0, this.heldS + seconds - HOLD_S));
    this.heldS += seconds;
    this.holdDb = Math.max(this.peakDb, this.holdDb - FALL_DB_PER_S * fallingS);
  }
}
