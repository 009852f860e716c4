import { expect, it } from 'vitest';
import { AUTO, inputsOf, LAYOUT_PRESETS, layoutWords, outputsOf, presetOf } from './channels';

it('loudspeakers are called as the layout has them, and by number where it has none', () => {
  expect(outputsOf('5.1', 6)).toEqual(['FL', 'FR', 'FC', 'LFE', 'BL', 'BR']);
  expect(outputsOf('stereo', 3)).toEqual(['L', 'R', '3']);
  expect(inputsOf(1)).toEqual(['M']);
});

it('a preset is known again by what it does to the channels there are', () => {
  const swap = { auto_mode: false, matrix: LAYOUT_PRESETS.swap };
  expect(presetOf(swap, 2, 2)).toBe('swap');
  expect(presetOf(AUTO, 2, 2)).toBe('auto');
  expect(presetOf({ auto_mode: false, matrix: LAYOUT_PRESETS.swap.map((row, input) => (input > 1 ? row.map(() => 9) : row)) }, 2, 2)).toBe('swap');
  expect(presetOf({ auto_mode: false, matrix: LAYOUT_PRESETS.swap.map((row) => row.map((gain) => gain * 0.9)) }, 2, 2)).toBeNull();
});

it('layouts are told in a few words', () => {
  expect(layoutWords({})).toBe('Automatic');
  expect(layoutWords({ 2: AUTO })).toBe('Automatic');
  expect(layoutWords({ 2: { auto_mode: false, matrix: LAYOUT_PRESETS.mono } })).toBe('Mono on both sides');
  expect(layoutWords({ 2: { auto_mode: false, matrix: LAYOUT_PRESETS.mono }, 6: { auto_mode: false, matrix: LAYOUT_PRESETS.straight } })).toBe('By hand');
});
