import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoute, aSink } from '../api/examples';
import { Edits } from './edits';
import { applySnapshot, EMPTY, type LiveState } from './state';

const route = aRoute({ name: 'a → k', config_id: 'r' });

describe('a change by a person', () => {
  let told: LiveState;
  let toldSeq: number;
  let answers: ((status: number) => void)[];
  let edits: Edits;
  const volume = (): number | undefined => edits.overlay(told).routes[0]?.volume;

  beforeEach(() => {
    told = applySnapshot(EMPTY, { type: 'snapshot', seq: 1, sources: [], sinks: [], routes: [route] });
    answers = [];
    vi.stubGlobal('fetch', () => new Promise((resolve) => answers.push((status) => resolve(new Response(JSON.stringify(status === 200 ? true : { message: 'No.' }), { status })))));
    toldSeq = 0;
    edits = new Edits({ current: () => told, toldSeq: () => toldSeq, confirm: (kind, lay) => (told = { ...told, [kind]: lay(told[kind]) }), touched: () => undefined });
  });

  it('shows at once and stays after the answer, also before the change message', async () => {
    const done = edits.set('routes', 'r', { volume: 0.5 });
    expect(volume()).toBe(0.5);
    expect(edits.unconfirmed.get().size).toBe(1);
    answers[0]?.(200);
    await done;
    expect(edits.unconfirmed.get().size).toBe(0);
    expect(volume()).toBe(0.5);
  });

  it('that is refused goes back to the value of the server', async () => {
    const done = edits.set('routes', 'r', { volume: 0.5 });
    answers[0]?.(400);
    await expect(done).rejects.toThrow('No.');
    expect(volume()).toBe(1);
  });

  it('is not overwritten by the answer to an older one', async () => {
    const first = edits.set('routes', 'r', { volume: 0.5 });
    const second = edits.set('routes', 'r', { volume: 0.7 });
    answers[0]?.(400);
    await expect(first).rejects.toThrow();
    expect(volume()).toBe(0.7);
    answers[1]?.(200);
    await second;
    expect(volume()).toBe(0.7);
  });

  it('gives way to what somebody else did meanwhile', async () => {
    const done = edits.set('routes', 'r', { volume: 0.5 });
    told = { ...told, seq: 3, routes: [{ ...route, volume: 0.2 }] };
    toldSeq = 3;
    answers[0]?.(200);
    await done;
    expect(volume()).toBe(0.2);
  });

  it('of the order shows at once, and goes back when it is refused', async () => {
    const names = (): string => edits.overlay(told).sinks.map(({ name }) => name).join('');
    told = { ...told, sinks: ['a', 'b', 'c'].map((name) => aSink({ name, config_id: name })) };
    const refused = edits.move('sinks', 'c', 0);
    expect(names()).toBe('cab');
    answers[0]?.(400);
    await expect(refused).rejects.toThrow('No.');
    expect(names()).toBe('abc');
    const done = edits.move('sinks', 'a', 1);
    answers[1]?.(200);
    await done;
    expect(names()).toBe('bac');
  });
});
