import type { SpectrumMessage } from '../api/types';

/** The newest spectrum, outside React; there is at most one at a time. */
let newest: SpectrumMessage | null = null;

export const FIRST_BAND_HZ = 31.25;
export const BANDS_AN_OCTAVE = 12;

export function receiveSpectrum(message: SpectrumMessage): void {
  newest = message;
}

/** Levels of the bands of that endpoint in dBFS; null when none has come. */
export const spectrumOf = (id: string): readonly number[] | null => (newest?.id === id ? newest.bands : null);

export const bandHz = (band: number): number => FIRST_BAND_HZ * 2 ** (band / BANDS_AN_OCTAVE);
