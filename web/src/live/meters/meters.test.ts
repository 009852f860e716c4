import { beforeEach, describe, expect, it } from 'vitest';
import { Lane } from './ballistics';
import { coverOf } from './bank';
import { clearClip, clipped, drawnLanes, foldSides, receiveLevels } from './levels';
import { deflection } from './scale';

describe('the scale of IEC 60268-18', () => {
  it.each([[-80, 0], [-70, 0], [-65, 1.25], [-60, 2.5], [-55, 5], [-50, 7.5], [-45, 11.25], [-40, 15], [-35, 22.5], [-30, 30], [-20, 50], [-18, 55], [-6, 85], [0, 100], [3, 100]])(
    '%f dBFS deflects %f %%', (levelDb, percent) => expect(deflection(levelDb) * 100).toBeCloseTo(percent, 9));
});

/** Feeds a level 20 times a second and draws 60 times a second, until `toMs`. */
function run(lane: Lane, levelDb: number, fromMs: number, toMs: number): void {
  for (let frame = Math.ceil(fromMs / (1000 / 60)); frame * (1000 / 60) <= toMs; frame++) {
    const nowMs = frame * (1000 / 60);
    if (frame % 3 === 0) lane.receive(levelDb, levelDb, nowMs);
    lane.step(nowMs);
  }
}

describe('a lane', () => {
  let lane: Lane;
  beforeEach(() => {
    lane = new Lane();
    run(lane, -10, 0, 3000);
  });

  it('reaches the peak one message after it came', () => {
    const fresh = new Lane();
    fresh.receive(-10, -10, 1000);
    fresh.step(1000);
    expect(fresh.peakDb).toBe(-70);
    fresh.step(1025);
    expect(fresh.peakDb).toBeCloseTo(-40, 6);
    fresh.step(1050);
    expect(fresh.peakDb).toBeCloseTo(-10, 6);
  });

  it('falls 20 dB in a second', () => {
    run(lane, -120, 3000, 4000);
    expect(lane.peakDb).toBeGreaterThan(-30.1);
    expect(lane.peakDb).toBeLessThan(-29);
  });

  it('holds the peak for 1.5 s, then lets it fall 20 dB/s', () => {
    run(lane, -120, 3000, 4480);
    expect(lane.holdDb).toBeCloseTo(-10, 6);
    run(lane, -120, 4480, 5500);
    expect(lane.holdDb).toBeLessThan(-28);
    expect(lane.holdDb).toBeGreaterThan(-31);
  });

  it('shows the RMS that came last, one message late, and averages nothing again', () => {
    expect(lane.rmsDb).toBeCloseTo(-10, 6);
    lane.receive(-10, -16, 3000);
    lane.step(3025);
    expect(lane.rmsDb).toBeCloseTo(-13, 6);
    lane.step(3050);
    expect(lane.rmsDb).toBeCloseTo(-16, 6);
  });

  it('falls when messages stop', () => {
    lane.step(3400);
    lane.step(8000);
    lane.step(12_000);
    expect(lane.peakDb).toBe(-70);
  });

  it('is stepped twice for one time without effect', () => {
    run(lane, -120, 3000, 3500);
    const before = [lane.peakDb, lane.rmsDb, lane.holdDb];
    lane.step(3500);
    const first = [lane.peakDb, lane.rmsDb, lane.holdDb];
    lane.step(3500);
    expect([lane.peakDb, lane.rmsDb, lane.holdDb]).toEqual(first);
    expect(before[0]).toBeGreaterThanOrEqual(first[0] ?? 0);
  });
});

describe('channels in a row', () => {
  const at = (...levels: number[]) => levels.map((level) => ({ peakDb: level, rmsDb: level - 3, holdDb: level + 1 }));

  it('one and two stay, more fold to the loudest of each side', () => {
    expect(foldSides(at(-3))).toEqual(at(-3));
    expect(foldSides(at(-3, -6))).toEqual(at(-3, -6));
    expect(foldSides(at(-30, -20, -9, -70, -40, -12))).toEqual(at(-9, -12));
  });

  it('of a group are the loudest of its members', () => {
    receiveLevels({ left: { peak: [-10, -40], rms: [-13, -43], clips: 0 }, right: { peak: [-50, -20], rms: [-53, -23], clips: 0 } }, 10_000);
    expect(drawnLanes(['left', 'right'], 10_050).map(({ peakDb, rmsDb }) => [peakDb, rmsDb])).toEqual([[-10, -13], [-20, -23]]);
  });
});

describe('the clip lamp', () => {
  const level = (clips: number) => ({ clipping: { peak: [0], rms: [0], clips } });

  it('lights when the count grows, not for clips before the page, and stays until pressed', () => {
    receiveLevels(level(7), 0);
    expect(clipped.get().has('clipping')).toBe(false);
    receiveLevels(level(8), 50);
    receiveLevels(level(8), 100);
    expect(clipped.get().has('clipping')).toBe(true);
    clearClip('clipping', false);
    receiveLevels(level(8), 150);
    expect(clipped.get().has('clipping')).toBe(false);
  });
});

describe('the canvas of a column', () => {
  const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height, right: left + width, bottom: top + height });
  const base = box(100, 50, 1000, 600);
  const covers = (...rects: ReturnType<typeof box>[]): number[] => {
    const { left, top, width, height } = coverOf(rects, base);
    return [left, top, width, height];
  };

  it('is as wide as its meters, and reaches to the edges that they come near', () => expect(covers(box(600, 60, 150, 7), box(600, 620, 150, 7))).toEqual([592, 50, 166, 600]));
  it('has nothing where nothing is seen', () => expect(covers(box(600, 900, 150, 7))).toEqual([100, 50, 0, 0]));
  it('leaves out what is beyond', () => expect(covers(box(600, 300, 100, 7), box(5000, 300, 100, 7))).toEqual([592, 292, 116, 23]));
});
