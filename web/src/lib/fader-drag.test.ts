import { describe, expect, it } from 'vitest';
import { FaderDrag, passesUnity } from './fader-drag';

const TRAVEL_PX = 200;

describe('a fader in a hand', () => {
  it('moves by as much as the mouse, from where it stands', () => {
    const drag = new FaderDrag(0.5, 40, 0, false);
    expect(drag.move(60, 0, TRAVEL_PX, false)).toBeCloseTo(0.6);
    expect(drag.move(60, 9, TRAVEL_PX, false)).toBeNull();
    expect(drag.move(80, 9, TRAVEL_PX, true)).toBeCloseTo(0.61);
    expect(drag.move(900, 9, TRAVEL_PX, false)).toBe(1);
  });

  it('waits for 8 px of a finger and then does not jump', () => {
    const drag = new FaderDrag(0.5, 0, 0, true);
    expect(drag.move(7, 0, TRAVEL_PX, false)).toBeNull();
    expect(drag.move(9, 0, TRAVEL_PX, false)).toBeNull();
    expect(drag.move(19, 0, TRAVEL_PX, false)).toBeCloseTo(0.55);
  });

  it('is let go by a finger that goes across', () => {
    const drag = new FaderDrag(0.5, 0, 0, true);
    expect(drag.move(5, 12, TRAVEL_PX, false)).toBeNull();
    expect(drag.move(80, 12, TRAVEL_PX, false)).toBeNull();
  });

  it('is felt at 0 dB', () => {
    expect([passesUnity(-0.2, 0), passesUnity(0, -0.1), passesUnity(-1, 2), passesUnity(1, 2), passesUnity(-3, -1)]).toEqual([true, true, true, false, false]);
  });
});
