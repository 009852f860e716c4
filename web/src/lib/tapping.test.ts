import { expect, it } from 'vitest';
import { Tapping } from './tapping';

const tapped = (...timesMs: number[]): (number | null)[] => {
  const tapping = new Tapping();
  return timesMs.map((time) => tapping.tap(time));
};

it('one tap says nothing, two say the time between', () => {
  expect(tapped(1000, 1120)).toEqual([null, 120]);
});

it('more taps take the mean of all pauses', () => {
  expect(tapped(0, 100, 220, 330)).toEqual([null, 100, 110, 110]);
});

it('after a long pause it begins anew', () => {
  expect(tapped(0, 100, 9000, 9040)).toEqual([null, 100, null, 40]);
});
