import { describe, expect, it } from 'vitest';
import { formatGain, formatLevel, parseGain } from './format';

describe('a gain in words', () => {
  it.each([[2, '+2.0'], [-6, '−6.0'], [0, '0.0'], [-0.04, '0.0'], [-Infinity, '−∞']])('%f is %s', (gainDb, text) => expect(formatGain(gainDb)).toBe(text));
  it('a level has no plus, and silence a sign', () => {
    expect(formatLevel(-12.34)).toBe('−12.3');
    expect(formatLevel(-70)).toBe('−∞');
  });
});

describe('a typed gain', () => {
  it.each([['-6', -6], ['−6,5 dB', -6.5], ['+3', 3], ['–1.5db', -1.5], ['-∞', -Infinity]])('%s is read', (typed, gainDb) => expect(parseGain(typed)).toBe(gainDb));
  it.each(['', 'loud', '1.2.3', '--3'])('"%s" is not a gain', (typed) => expect(parseGain(typed)).toBeNull());
});
