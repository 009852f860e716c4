import { describe, expect, it } from 'vitest';
import { aRoute, aSink, aSource } from '../api/examples';
import type { ChangeMessage, Route, Sink, Source } from '../api/types';
import { applyChange, applySnapshot, EMPTY, type LiveState } from './state';

const source = (name: string, id = name): Source => aSource({ name, config_id: id });
const sink = (name: string): Sink => aSink({ name });
const route = (name: string): Route => aRoute({ name });
const change = (seq: number, part: Partial<ChangeMessage> = {}): ChangeMessage => ({ type: 'change', seq, sources: {}, sinks: {}, routes: {}, removals: { sources: [], sinks: [], routes: [] }, ...part });

const start = applySnapshot(EMPTY, { type: 'snapshot', seq: 5, sources: [source('a'), source('b'), source('c')], sinks: [sink('k')], routes: [route('r')] });

function applied(state: LiveState, message: ChangeMessage): LiveState {
  const result = applyChange(state, message);
  if (result.outcome !== 'applied') throw new Error(result.outcome);
  return result.state;
}

describe('a change', () => {
  it('replaces objects in their place and adds new ones at the end', () => {
    const next = applied(start, change(6, { sources: { b: { ...source('b'), volume: 0.5 }, d: source('d') } }));
    expect(next.sources.map(({ name, volume }) => [name, volume])).toEqual([['a', 1], ['b', 0.5], ['c', 1], ['d', 1]]);
    expect(next.seq).toBe(6);
  });

  it('that renames keeps the place: the id is the same, the old name is removed', () => {
    const next = applied(start, change(6, { sources: { z: source('z', 'b') }, removals: { sources: ['b'], sinks: [], routes: [] } }));
    expect(next.sources.map((object) => object.name)).toEqual(['a', 'z', 'c']);
  });

  it('that moves something tells the whole order', () => {
    const next = applied(start, change(6, { sources: { d: source('d') }, order: { sources: ['c', 'd', 'a', 'b'] } }));
    expect(next.sources.map(({ name }) => name)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('removes', () => {
    const next = applied(start, change(6, { removals: { sources: ['a'], sinks: ['k'], routes: ['r'] } }));
    expect([next.sources.length, next.sinks.length, next.routes.length]).toEqual([2, 0, 0]);
  });

  it('leaves untouched lists the same object, so that nothing is drawn again', () => {
    const next = applied(start, change(6, { routes: { r: { ...route('r'), volume: 0 } } }));
    expect(next.sources).toBe(start.sources);
  });
});

describe('the sequence', () => {
  it('with a gap asks for a new snapshot', () => expect(applyChange(start, change(7)).outcome).toBe('gap'));
  it('ignores what the snapshot already held', () => expect(applyChange(start, change(5)).outcome).toBe('old'));
  it('before any snapshot is a gap', () => expect(applyChange(EMPTY, change(1)).outcome).toBe('gap'));
});
