import { describe, expect, it } from 'vitest';
import { mixMatrix, roomsFor, type Room } from './mixes';

/** Gains of one output by the inputs, to the four digits of the standard. */
const intoOf = (from: Room, to: Room, inputs: number, output: number, outputs = 8): number[] =>
  mixMatrix(from, to, outputs).slice(0, inputs).map((row) => Number((row[output] ?? 0).toFixed(4)));

describe('a mix to a smaller room has the figures of ITU-R BS.775, table 2', () => {
  // Inputs: L R C LFE Ls Rs
  it('5.1 to stereo', () => {
    expect(intoOf('5.1', 'stereo', 6, 0)).toEqual([1, 0, 0.7071, 0, 0.7071, 0]);
    expect(intoOf('5.1', 'stereo', 6, 1)).toEqual([0, 1, 0.7071, 0, 0, 0.7071]);
    expect(intoOf('5.1', 'stereo', 6, 2)).toEqual([0, 0, 0, 0, 0, 0]);
  });
  it('5.1 to mono', () => {
    expect(intoOf('5.1', 'mono', 6, 0, 1)).toEqual([0.7071, 0.7071, 1, 0, 0.5, 0.5]);
  });
  it('5.1 to quad', () => {
    expect([0, 1, 2, 3].map((output) => intoOf('5.1', 'quad', 6, output))).toEqual([[1, 0, 0.7071, 0, 0, 0], [0, 1, 0.7071, 0, 0, 0], [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 1]]);
  });
  it('stereo to mono', () => {
    expect(intoOf('stereo', 'mono', 2, 0, 1)).toEqual([0.7071, 0.7071]);
  });
});

it('two surrounds of a side become one with half of the power each', () => {
  // Inputs: L R C LFE Lb Rb Ls Rs
  expect(intoOf('7.1', '5.1', 8, 4)).toEqual([0, 0, 0, 0, 0.7071, 0, 0.7071, 0]);
  expect(intoOf('7.1', '5.1', 8, 3)).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
  expect(intoOf('7.1', 'stereo', 8, 0)).toEqual([1, 0, 0.7071, 0, 0.5, 0, 0.5, 0]);
});

it('a larger room gets the sides behind, and the centre of both', () => {
  expect([0, 1, 2, 3, 4, 5].map((output) => intoOf('stereo', '5.1', 2, output))).toEqual([[1, 0], [0, 1], [0.5, 0.5], [0, 0], [0.7071, 0], [0, 0.7071]]);
  expect([4, 6].map((output) => intoOf('5.1', '7.1', 6, output))).toEqual([[0, 0, 0, 0, 0.7071, 0], [0, 0, 0, 0, 0.7071, 0]]);
  expect([0, 1, 2].map((output) => intoOf('mono', '5.1', 1, output))).toEqual([[0], [0], [1]]);
  expect([0, 1].map((output) => intoOf('mono', 'stereo', 1, output))).toEqual([[0.7071], [0.7071]]);
});

it('mono sounds from both sides where there are two', () => {
  expect([0, 1].map((output) => intoOf('stereo', 'mono', 2, output))).toEqual([[0.5, 0.5], [0.5, 0.5]]);
});

it('only rooms are offered that the loudspeakers have room for', () => {
  expect(roomsFor(6, 2)).toEqual(['mono', 'stereo']);
  expect(roomsFor(2, 6)).toEqual(['mono', 'quad', '5.1']);
  expect(roomsFor(8, 8)).toEqual(['mono', 'stereo', 'quad', '5.1']);
  expect(roomsFor(1, 1)).toEqual([]);
  expect(roomsFor(3, 8)).toEqual([]);
});
