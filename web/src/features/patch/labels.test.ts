import { describe, expect, it } from 'vitest';
import { stubAt } from './geometry';
import { labelledAt, labelsOf, type Stub } from './labels';

const stub = (seenId: string, other: string, towards: -1 | 1, side: 'in' | 'out' = 'in'): Stub => ({ id: `${seenId}→${other}`, side, seenId, other, curve: stubAt({ x: side === 'in' ? 10 : 610, y: 100 }, side, 600, towards) });

describe('the end of a stub', () => {
  it('says where the route goes', () => {
    expect(labelsOf([stub('s1', 'Kitchen', 1)])).toEqual([{ side: 'in', x: 196, y: 128, routeId: 's1→Kitchen', text: 'Kitchen' }]);
    expect(labelsOf([stub('k1', 'Office PC', -1, 'out')])).toEqual([{ side: 'out', x: 424, y: 72, routeId: 'k1→Office PC', text: 'Office PC' }]);
  });

  it('counts where more than one goes, between both ways when they part', () => {
    expect(labelsOf([stub('s1', 'Kitchen', 1), stub('s1', 'Patio', 1), stub('s2', 'Hall', -1)])).toEqual([
      { side: 'in', x: 196, y: 128, routeId: null, text: '2 sinks' },
      { side: 'in', x: 196, y: 72, routeId: 's2→Hall', text: 'Hall' },
    ]);
    expect(labelsOf([stub('s1', 'Kitchen', 1), stub('s1', 'Patio', -1)])).toEqual([{ side: 'in', x: 196, y: 100, routeId: null, text: '2 sinks' }]);
  });

  it('is pressed for its route', () => {
    const labels = labelsOf([stub('s1', 'Kitchen', 1), stub('k1', 'Office PC', -1, 'out')]);
    expect(labelledAt(labels, { x: 220, y: 134 })).toBe('s1→Kitchen');
    expect(labelledAt(labels, { x: 400, y: 70 })).toBe('k1→Office PC');
    expect(labelledAt(labels, { x: 300, y: 128 })).toBeNull();
    expect(labelledAt(labels, { x: 220, y: 100 })).toBeNull();
  });

  it('cuts a long name', () => {
    expect(labelsOf([stub('s1', 'The loudspeakers below the roof of the barn', 1)])[0]?.text).toBe('The loudspeakers below…');
  });
});
