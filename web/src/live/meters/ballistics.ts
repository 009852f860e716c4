import { FLOOR_DB } from './scale';

/** Time between two messages: the drawn value runs from the last to the newest in it, one message late. */
export const MESSAGE_MS = 50;
const FALL_DB_PER_MS = 20 / 1000;
const HOLD_MS = 1500;
const RMS_MS = 300;
/** A message that is later than this means silence, not a lost frame. */
const SILENT_AFTER_MS = 200;

const power = (levelDb: number): number => 10 ** (levelDb / 10);
const level = (meanPower: number): number => Math.max(FLOOR_DB, 10 * Math.log10(meanPower + 1e-20));

/** One drawn channel: peak that rises at once and falls 20 dB/s, RMS over 300 ms, a held peak. Levels in dBFS. */
export class Lane {
  peakDb = FLOOR_DB;
  rmsDb = FLOOR_DB;
  holdDb = FLOOR_DB;
  private fromDb = FLOOR_DB;
  private toDb = FLOOR_DB;
  private rmsTargetDb = FLOOR_DB;
  private rmsPower = 0;
  private receivedMs = -Infinity;
  private holdSinceMs = -Infinity;
  private stepMs = -Infinity;

  receive(peakDb: number, rmsDb: number, nowMs: number): void {
    this.fromDb = this.between(nowMs);
    this.toDb = Math.max(FLOOR_DB, peakDb);
    this.rmsTargetDb = rmsDb;
    this.receivedMs = nowMs;
  }

  /** Moves everything to `nowMs`; a second call for the same time changes nothing. */
  step(nowMs: number): void {
    const passedMs = Number.isFinite(this.stepMs) ? Math.max(0, nowMs - this.stepMs) : 0;
    if (nowMs - this.receivedMs > SILENT_AFTER_MS) this.toDb = this.rmsTargetDb = FLOOR_DB;
    this.stepMs = nowMs;
    const input = this.between(nowMs);
    this.peakDb = Math.max(input, this.peakDb - FALL_DB_PER_MS * passedMs, FLOOR_DB);
    this.stepRms(passedMs);
    this.stepHold(nowMs, passedMs);
  }

  private between(nowMs: number): number {
    const part = Math.min(1, (nowMs - this.receivedMs) / MESSAGE_MS);
    return this.fromDb + (this.toDb - this.fromDb) * part;
  }

  private stepRms(passedMs: number): void {
    const target = this.rmsTargetDb <= FLOOR_DB ? 0 : power(this.rmsTargetDb);
    this.rmsPower += (target - this.rmsPower) * (1 - Math.exp(-passedMs / RMS_MS));
    this.rmsDb = level(this.rmsPower);
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
