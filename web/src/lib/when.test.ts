import { describe, expect, it } from 'vitest';
import { formatSpan, formatWhen } from './when';

describe('times', () => {
  const now = new Date(2026, 10, 21, 20, 0, 0).getTime();
  const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

  it('are relative under one hour, and of the clock after', () => {
    expect(formatWhen(ago(0.5), now)).toBe('just now');
    expect(formatWhen(ago(4), now)).toBe('4 min. ago');
    expect(formatWhen(ago(120), now)).toMatch(/^0?6:00\sPM$/);
    expect(formatWhen(ago(60 * 48), now)).toMatch(/^Nov 19 0?8:00\sPM$/);
  });

  it('spans have two units at most', () => {
    expect(formatSpan(40)).toBe('40\u00a0s');
    expect(formatSpan(3600 * 3 + 1200)).toBe('3\u00a0h 20\u00a0min');
    expect(formatSpan(86_400 * 2 + 3600)).toBe('2\u00a0d 1\u00a0h');
  });
});
