import { describe, expect, it } from 'vitest';
import { curveBetween, distanceTo, nearestCurve, pointOn } from './geometry';

const curve = curveBetween({ x: 0, y: 100 }, { x: 400, y: 300 });

describe('a route’s curve', () => {
  it('has level handles at 46 % of the distance', () => {
    expect(curve.handleFrom).toEqual({ x: 184, y: 100 });
    expect(curve.handleTo).toEqual({ x: 216, y: 300 });
  });

  it('starts and ends at its ports and passes the middle', () => {
    expect(pointOn(curve, 0)).toEqual(curve.from);
    expect(pointOn(curve, 1)).toEqual(curve.to);
    expect(pointOn(curve, 0.5)).toEqual({ x: 200, y: 200 });
  });

  it('stays a curve between close columns', () => expect(curveBetween({ x: 0, y: 0 }, { x: 50, y: 90 }).handleFrom.x).toBe(40));
});

describe('a press in the field', () => {
  const other = curveBetween({ x: 0, y: 130 }, { x: 400, y: 130 });

  it('measures the way to the curve', () => {
    expect(distanceTo(other, { x: 200, y: 139 })).toBeCloseTo(9, 6);
    expect(distanceTo(curve, pointOn(curve, 0.37))).toBeLessThan(0.5);
  });

  it('finds the nearest route within 12 px', () => {
    const curves = [['curve', curve], ['other', other]] as const;
    expect(nearestCurve(curves, { x: 10, y: 127 })).toBe('other');
    expect(nearestCurve(curves, { x: 200, y: 205 })).toBe('curve');
    expect(nearestCurve(curves, { x: 200, y: 30 })).toBeNull();
  });
});
