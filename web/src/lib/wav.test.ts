import { expect, it } from 'vitest';
import { wavHeader } from './wav';

it('a header says format, rates and lengths where RIFF has them', () => {
  const header = wavHeader({ sampleRateHz: 48_000, channels: 2, bitDepth: 24 }, 600);
  const read = new DataView(header.buffer);
  const text = (at: number): string => String.fromCharCode(...header.slice(at, at + 4));
  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(read.getUint32(4, true)).toBe(636);
  expect([read.getUint16(20, true), read.getUint16(22, true), read.getUint32(24, true), read.getUint32(28, true), read.getUint16(32, true), read.getUint16(34, true), read.getUint32(40, true)])
    .toEqual([1, 2, 48_000, 288_000, 6, 24, 600]);
});
