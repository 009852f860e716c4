import { describe, expect, it } from 'vitest';
import { stubAt } from './geometry';
import { labelledAt, labelsOf, lettersIn, type Stub } from './labels';

const stub = (portY: number, other: string, towards: -1 | 1, side: 'in' | 'out' = 'in'): Stub => ({ id: `→${other}`, side, other, curve: stubAt({ x: side === 'in' ? 10 : 610, y: portY }, side, 600, towards) });
const labels = (...stubs: Stub[]) => labelsOf(stubs, 24);
const texts = (...stubs: Stub[]) => labels(...stubs).map(({ text }) => text);

describe('the end of a stub', () => {
  it('says where the route goes', () => {
    expect(labels(stub(100, 'Kitchen', 1))).toEqual([{ side: 'in', x: 196, y: 110, routeId: '→Kitchen', text: 'Kitchen' }]);
    expect(labels(stub(100, 'Office PC', -1, 'out'))).toEqual([{ side: 'out', x: 424, y: 90, routeId: '→Office PC', text: 'Office PC' }]);
  });

  it('counts where more than one goes from one port, between both ways when they part', () => {
    expect(texts(stub(100, 'Kitchen', 1), stub(100, 'Patio', 1), stub(164, 'Hall', -1))).toEqual(['2 sinks', 'Hall']);
    expect(labels(stub(100, 'Kitchen', 1), stub(100, 'Patio', -1))).toEqual([{ side: 'in', x: 196, y: 100, routeId: null, text: '2 sinks' }]);
  });

  it('does not touch that of the next row, even of groups', () => {
    const [down, up] = labels(stub(100, 'Kitchen', 1), stub(136, 'Hall', -1));
    expect((up?.y ?? 0) - (down?.y ?? 0)).toBeGreaterThanOrEqual(14);
  });

  it('cuts a long name, in a narrow field sooner, and has none where there is no room', () => {
    expect(texts(stub(100, 'The loudspeakers below the roof of the barn', 1))).toEqual(['The loudspeakers below…']);
    expect([1000, 600, 420, 300].map(lettersIn)).toEqual([24, 16, 11, 7]);
  });

  it('is pressed for its route', () => {
    const both = labels(stub(100, 'Kitchen', 1), stub(100, 'Office PC', -1, 'out'));
    const at = (x: number, y: number) => labelledAt(both, { x, y }, (text) => 6 * text.length);
    expect(at(220, 114)).toBe('→Kitchen');
    expect(at(400, 92)).toBe('→Office PC');
    expect(at(300, 110)).toBeNull();
    expect(at(220, 85)).toBeNull();
  });
});
