import { expect, it } from 'vitest';
import { AUTO, inputsOf, layoutWords, matrixOf, outputsOf, presetOf, presetsFor, SPREADS } from './channels';

it('loudspeakers are called as the layout has them, and by number where it has none', () => {
  expect(outputsOf('5.1', 6)).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs']);
  expect(outputsOf('stereo', 3)).toEqual(['L', 'R', '3']);
  expect(inputsOf(1)).toEqual(['M']);
  expect(inputsOf(8)).toEqual(['L', 'R', 'C', 'LFE', 'Lb', 'Rb', 'Ls', 'Rs']);
});

it('a preset is known again by what it does to the channels there are', () => {
  const swap = { auto_mode: false, matrix: SPREADS.swap };
  expect(presetOf(swap, 2, 2)).toBe('swap');
  expect(presetOf(AUTO, 2, 2)).toBe('auto');
  expect(presetOf({ auto_mode: false, matrix: SPREADS.swap.map((row, input) => (input > 1 ? row.map(() => 9) : row)) }, 2, 2)).toBe('swap');
  expect(presetOf({ auto_mode: false, matrix: SPREADS.swap.map((row) => row.map((gain) => gain * 0.9)) }, 2, 2)).toBeNull();
});

it('what fits the channels there are is offered, and known again when it was saved with four digits', () => {
  expect(presetsFor(6, 2)).toEqual(['straight', 'swap', 'left', 'right', 'everywhere', 'mono', 'stereo']);
  expect(presetsFor(1, 2)).toEqual(['straight', 'everywhere', 'stereo']);
  const saved = matrixOf('stereo', 6, 2).map((row) => row.map((gain) => Number(gain.toFixed(4))));
  expect(presetOf({ auto_mode: false, matrix: saved }, 6, 2)).toBe('stereo');
  expect(layoutWords({ 6: { auto_mode: false, matrix: saved } })).toBe('Mixed to stereo');
});

it('layouts are told in a few words', () => {
  expect(layoutWords({})).toBe('Automatic');
  expect(layoutWords({ 2: AUTO })).toBe('Automatic');
  expect(layoutWords({ 2: { auto_mode: false, matrix: matrixOf('mono', 2, 2) } })).toBe('Mono on both sides');
  expect(layoutWords({ 2: { auto_mode: false, matrix: matrixOf('mono', 2, 2) }, 6: { auto_mode: false, matrix: SPREADS.straight } })).toBe('By hand');
});
