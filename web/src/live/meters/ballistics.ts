import { FLOOR_DB } from './scale';

/** Time between two messages: the drawn value runs from the last to the newest in it, one message late. */
export const MESSAGE_MS = 50;
const FALL_DB_PER_MS = 20 / 1000;
const HOLD_MS = 1500;
/** A message that is later than this means silence, not a lost frame. */
const SILENT_AFTER_MS = 200;

/** What the drawn value comes from and goes to while one message lasts. Levels in dBFS. */
class Run {
  private fromDb = FLOOR_DB;
  private toDb = FLOOR_DB;

  constructor(private startMs = -Infinity) {}

  start(levelDb: number, nowMs: number): void {
    this.fromDb = this.at(nowMs);
    this.toDb = Math.max(FLOOR_DB, levelDb);
    this.startMs = nowMs;
  }

  at(nowMs: number): number {
    const part = Math.min(1, (nowMs - this.startMs) / MESSAGE_MS);
    return this.fromDb + (this.toDb - this.fromDb) * part;
  }
}

/**
 * One drawn channel: peak that rises at once and falls 20 dB/s, RMS as the server averages it over 300 ms, a held peak.
 * Levels in dBFS.
 */
export class Lane {
  peakDb = FLOOR_DB;
  rmsDb = FLOOR_DB;
  holdDb = FLOOR_DB;
  private readonly peak = new Run();
  private readonly rms = new Run();
  private receivedMs = -Infinity;
  private holdSinceMs = -Infinity;
  private stepMs = -Infinity;

  receive(peakDb: number, rmsDb: number, nowMs: number): void {
    this.peak.start(peakDb, nowMs);
    this.rms.start(rmsDb, nowMs);
    this.receivedMs = nowMs;
  }

  /** Moves everything to `nowMs`; a second call for the same time changes nothing. */
  step(nowMs: number): void {
    const passedMs = Number.isFinite(this.stepMs) ? Math.max(0, nowMs - this.stepMs) : 0;
    if (nowMs - this.receivedMs > SILENT_AFTER_MS) this.receive(FLOOR_DB, FLOOR_DB, nowMs);
    this.stepMs = nowMs;
    this.peakDb = Math.max(this.peak.at(nowMs), this.peakDb - FALL_DB_PER_MS * passedMs, FLOOR_DB);
    this.rmsDb = this.rms.at(nowMs);
    this.stepHold(nowMs, passedMs);
  }

  private stepHold(nowMs: number, passedMs: number): void {
    if (this.peakDb >= this.holdDb) {
      this.holdDb = this.peakDb;
      this.holdSinceMs = nowMs;
      return;
    }
    const fallingMs = Math.min(passedMs, nowMs - this.holdSinceMs - HOLD_MS);
    if (fallingMs > 0) this.holdDb = Math.max(this.peakDb, this.holdDb - FALL_DB_PER_MS * fallingMs);
  }
}
