import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aSink } from '../api/examples';
import type { ChangeMessage } from '../api/types';
import { me } from '../lib/me';
import { handOn, noteHands } from './hands';
import { applySnapshot, EMPTY } from './state';

const hall = aSink({ name: 'hall', config_id: 'h', volume: 1 });
const before = applySnapshot(EMPTY, { type: 'snapshot', seq: 1, sources: [], sinks: [hall], routes: [] });
const change = (by: string, part: object = { volume: 0.5 }): ChangeMessage => ({
  type: 'change', seq: 2, sources: {}, sinks: { hall: { ...hall, ...part } }, routes: {}, removals: { sources: [], sinks: [], routes: [] }, by: { h: by },
});
const NEVER = (): number => -Infinity;

beforeEach(() => {
  vi.useFakeTimers();
  me.set({ auth: 'login', user: 'Anna', role: 'admin' });
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it('somebody else’s hand is shown for two seconds', () => {
  noteHands(before, change('Ben'), NEVER, 0);
  expect(handOn('sinks', 'h')).toBe('Ben');
  vi.advanceTimersByTime(1500);
  noteHands(before, change('Ben'), NEVER, 1500);
  vi.advanceTimersByTime(1999);
  expect(handOn('sinks', 'h')).toBe('Ben');
  vi.advanceTimersByTime(1);
  expect(handOn('sinks', 'h')).toBeNull();
});

it('one’s own hand is not, but that in another window is', () => {
  noteHands(before, change('Anna'), () => 400, 1000);
  expect(handOn('sinks', 'h')).toBeNull();
  noteHands(before, change('Anna'), NEVER, 1000);
  expect(handOn('sinks', 'h')).toBe('Anna');
});

it('what is no gain shows no hand', () => {
  noteHands(before, change('Ben', { delay: 5 }), NEVER, 0);
  expect(handOn('sinks', 'h')).toBeNull();
});
