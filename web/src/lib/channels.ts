import type { SpeakerLayout } from '../api/types';
import { t } from './i18n';
import { MATRIX_SIZE, mixMatrix, ROOMS, roomOf, roomsFor, type Room } from './mixes';


/** Most that one crossing can amplify, of either sign. */
export const MOST_GAIN = 10;

/** In the server's order, which calls the surrounds of 5.1 behind and those of 7.1 beside and behind. */
const SPEAKERS: Record<string, readonly string[]> = {
  ...ROOMS,
  mono: ['M'],
  surround: ['L', 'R', 'C', 'Cs'],
  '3.1': ['L', 'R', 'C', 'LFE'],
  '4.0': ['L', 'R', 'C', 'Cs'],
  '5.1(side)': ROOMS['5.1'],
};

const named = (names: readonly string[], count: number): string[] => Array.from({ length: count }, (_, index) => names[index] ?? String(index + 1));

/** Short names of the loudspeakers of a sink. */
export const outputsOf = (layout: string, channels: number): string[] => named(SPEAKERS[layout] ?? [], channels);

/** Short names of so many channels that come in. */
export const inputsOf = (channels: number): string[] => named(SPEAKERS[roomOf(channels) ?? ''] ?? [], channels);

const square = (gain: (input: number, output: number) => number): number[][] =>
  Array.from({ length: MATRIX_SIZE }, (_, input) => Array.from({ length: MATRIX_SIZE }, (__, output) => gain(input, output)));

const swapped = (input: number): number => (input < 2 ? 1 - input : input);
const kept = (input: number, output: number): number => (input === output ? 1 : 0);

/** Layouts that only swap and share out, for any number of channels that come in. */
export const SPREADS = {
  straight: square(kept),
  swap: square((input, output) => (swapped(input) === output ? 1 : 0)),
  left: square((input, output) => (input === 0 && output < 2 ? 1 : input > 1 ? kept(input, output) : 0)),
  right: square((input, output) => (input === 1 && output < 2 ? 1 : input > 1 ? kept(input, output) : 0)),
  everywhere: square((input) => (input < 2 ? 0.5 : 0)),
} as const;

export type LayoutPreset = keyof typeof SPREADS | Room;

export const AUTO: SpeakerLayout = { auto_mode: true, matrix: SPREADS.straight };

const isSpread = (name: LayoutPreset): name is keyof typeof SPREADS => name in SPREADS;

/** What may be meant for so many channels that come in and so many loudspeakers. */
export function presetsFor(inputs: number, outputs: number): LayoutPreset[] {
  const spreads: LayoutPreset[] = inputs < 2 ? ['straight', 'everywhere'] : outputs < 2 ? ['straight'] : ['straight', 'swap', 'left', 'right', 'everywhere'];
  return [...spreads, ...roomsFor(inputs, outputs)];
}

export function matrixOf(name: LayoutPreset, inputs: number, outputs: number): number[][] {
  if (isSpread(name)) return SPREADS[name];
  return mixMatrix(roomOf(inputs) ?? 'stereo', name, outputs);
}

/** Gains that are the same to the ear, and to the digits that are kept. */
const NEAR = 1e-3;

/** The preset that a layout is, as far as the channels go that there are; null for one made by hand. */
export function presetOf(layout: SpeakerLayout, inputs: number, outputs: number): LayoutPreset | 'auto' | null {
  if (layout.auto_mode) return 'auto';
  const same = (matrix: readonly (readonly number[])[]): boolean =>
    layout.matrix.every((row, input) => input >= inputs || row.every((gain, output) => output >= outputs || Math.abs(gain - (matrix[input]?.[output] ?? 0)) < NEAR));
  return presetsFor(inputs, outputs).find((name) => same(matrixOf(name, inputs, outputs))) ?? null;
}

/** What the layouts of a thing do, in a few words. */
export function layoutWords(layouts: Record<string, SpeakerLayout>): string {
  const manual = Object.entries(layouts).filter(([, layout]) => !layout.auto_mode);
  const [only] = manual;
  if (!only) return t('spread.auto');
  const preset = presetOf(only[1], Number(only[0]), MATRIX_SIZE);
  return manual.length === 1 && preset !== null ? t(`spread.${preset}`) : t('spread.byHand');
}
