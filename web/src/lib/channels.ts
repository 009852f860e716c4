import type { SpeakerLayout } from '../api/types';
import { t } from './i18n';

/** Channels that a layout can hold. */
export const MATRIX_SIZE = 8;

/** Most that one crossing can amplify, of either sign. */
export const MOST_GAIN = 10;

const SPEAKERS: Record<string, readonly string[]> = {
  mono: ['M'],
  stereo: ['L', 'R'],
  quad: ['FL', 'FR', 'BL', 'BR'],
  surround: ['FL', 'FR', 'FC', 'BC'],
  '3.1': ['FL', 'FR', 'FC', 'LFE'],
  '4.0': ['FL', 'FR', 'FC', 'BC'],
  '5.1': ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR'],
  '5.1(side)': ['FL', 'FR', 'FC', 'LFE', 'SL', 'SR'],
  '7.1': ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'SL', 'SR'],
};

const BY_COUNT: Record<number, string> = { 1: 'mono', 2: 'stereo', 4: 'quad', 6: '5.1', 8: '7.1' };

const named = (names: readonly string[], count: number): string[] => Array.from({ length: count }, (_, index) => names[index] ?? String(index + 1));

/** Short names of the loudspeakers of a sink. */
export const outputsOf = (layout: string, channels: number): string[] => named(SPEAKERS[layout] ?? [], channels);

/** Short names of so many channels that come in. */
export const inputsOf = (channels: number): string[] => named(SPEAKERS[BY_COUNT[channels] ?? ''] ?? [], channels);

const square = (gain: (input: number, output: number) => number): number[][] =>
  Array.from({ length: MATRIX_SIZE }, (_, input) => Array.from({ length: MATRIX_SIZE }, (__, output) => gain(input, output)));

const swapped = (input: number): number => (input < 2 ? 1 - input : input);
const kept = (input: number, output: number): number => (input === output ? 1 : 0);

/** Layouts by name, for any number of channels that come in. */
export const LAYOUT_PRESETS = {
  straight: square(kept),
  swap: square((input, output) => (swapped(input) === output ? 1 : 0)),
  mono: square((input, output) => (input < 2 && output < 2 ? 0.5 : kept(input, output))),
  left: square((input, output) => (input === 0 && output < 2 ? 1 : input > 1 ? kept(input, output) : 0)),
  right: square((input, output) => (input === 1 && output < 2 ? 1 : input > 1 ? kept(input, output) : 0)),
  everywhere: square((input) => (input < 2 ? 0.5 : 0)),
} as const;

export type LayoutPreset = keyof typeof LAYOUT_PRESETS;

export const AUTO: SpeakerLayout = { auto_mode: true, matrix: LAYOUT_PRESETS.straight };

/** The preset that a layout is, as far as the channels go that there are; null for one made by hand. */
export function presetOf(layout: SpeakerLayout, inputs: number, outputs: number): LayoutPreset | 'auto' | null {
  if (layout.auto_mode) return 'auto';
  const same = (matrix: readonly (readonly number[])[]): boolean =>
    layout.matrix.every((row, input) => input >= inputs || row.every((gain, output) => output >= outputs || gain === matrix[input]?.[output]));
  return (Object.keys(LAYOUT_PRESETS) as LayoutPreset[]).find((name) => same(LAYOUT_PRESETS[name])) ?? null;
}

/** What the layouts of a thing do, in a few words. */
export function layoutWords(layouts: Record<string, SpeakerLayout>): string {
  const manual = Object.entries(layouts).filter(([, layout]) => !layout.auto_mode);
  const [only] = manual;
  if (!only) return t('spread.auto');
  const preset = presetOf(only[1], Number(only[0]), MATRIX_SIZE);
  return manual.length === 1 && preset !== null ? t(`spread.${preset}`) : t('spread.byHand');
}
