import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stepAt } from './edge-scroll';
import { followPress, HOLD_MS, keepStill, placeAt, REST_MS, type Press } from './press';

const row = document.createElement('div');
const seen: string[] = [];
const press: Press = {
  onStart: () => seen.push('start'),
  onMove: (x, y) => seen.push(`move ${x} ${y}`),
  onDrop: () => seen.push('drop'),
  onEnd: () => seen.push('end'),
  onRest: (x, y) => seen.push(`rest ${x} ${y}`),
};

const begin = (pointerType: string, what = press): void => void followPress({ clientX: 100, clientY: 100, pointerType, pointerId: 1, currentTarget: row }, what);
const pointer = (type: string, x = 100, y = 100, pointerId = 1): void => void dispatchEvent(Object.assign(new Event(type), { clientX: x, clientY: y, pointerId }));

beforeEach(() => {
  vi.useFakeTimers();
  seen.length = 0;
  document.body.append(row);
});
afterEach(() => vi.useRealTimers());

describe('a mouse', () => {
  it('drags after 6 px', () => {
    begin('mouse');
    pointer('pointermove', 104);
    expect(seen).toEqual([]);
    pointer('pointermove', 108);
    pointer('pointerup', 108);
    expect(seen).toEqual(['start', 'move 108 100', 'drop', 'end']);
  });

  it('lets go with Escape', () => {
    begin('mouse');
    pointer('pointermove', 120);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    pointer('pointerup', 120);
    expect(seen).toEqual(['start', 'move 120 100', 'end']);
  });

  it('asks for no menu by resting', () => {
    begin('mouse');
    vi.advanceTimersByTime(REST_MS);
    pointer('pointerup');
    expect(seen).toEqual(['end']);
  });
});

describe('a finger', () => {
  it('that moves at once scrolls', () => {
    begin('touch');
    pointer('pointermove', 100, 120);
    vi.advanceTimersByTime(REST_MS);
    pointer('pointermove', 100, 160);
    expect(seen).toEqual(['end']);
  });

  it('that has rested drags, and is shown to', () => {
    begin('touch');
    vi.advanceTimersByTime(HOLD_MS);
    expect(row.hasAttribute('data-held')).toBe(true);
    pointer('pointermove', 100, 112);
    pointer('pointerup', 100, 112);
    expect(seen).toEqual(['start', 'move 100 112', 'drop', 'end']);
    expect(row.hasAttribute('data-held')).toBe(false);
  });

  it('that rests longer asks for the menu, and may drag all the same', () => {
    begin('touch');
    vi.advanceTimersByTime(REST_MS);
    expect(seen).toEqual(['rest 100 100']);
    pointer('pointermove', 130);
    expect(seen).toEqual(['rest 100 100', 'start', 'move 130 100']);
    pointer('pointercancel');
    expect(seen.at(-1)).toBe('end');
  });

  it('that only taps does nothing', () => {
    begin('touch');
    vi.advanceTimersByTime(HOLD_MS + 50);
    pointer('pointerup');
    expect(seen).toEqual(['end']);
  });

  it('is not confused by another one', () => {
    begin('touch');
    vi.advanceTimersByTime(HOLD_MS);
    pointer('pointermove', 300, 300, 2);
    pointer('pointerup', 300, 300, 2);
    expect(seen).toEqual([]);
    pointer('pointerup');
  });

  it('drags at once what does nothing else', () => {
    begin('touch', { ...press, atOnce: true });
    pointer('pointermove', 100, 110);
    expect(seen).toEqual(['start', 'move 100 110']);
    pointer('pointerup');
  });

  it('keeps the list still while it holds, and what it ended is no click', () => {
    const stop = keepStill(row);
    const touch = (type: string): boolean => !row.dispatchEvent(new Event(type, { cancelable: true }));
    begin('touch');
    expect(touch('touchmove')).toBe(false);
    vi.advanceTimersByTime(HOLD_MS);
    expect(touch('touchmove')).toBe(true);
    pointer('pointermove', 100, 140);
    pointer('pointerup', 100, 140);
    expect(touch('touchend')).toBe(true);
    touch('touchstart');
    expect(touch('touchend')).toBe(false);
    stop();
  });
});

it('a row is dropped before the one below the pointer, or behind it in its lower half', () => {
  const list = document.createElement('div');
  list.innerHTML = '<p data-row="a"></p><i></i><p data-row="b"></p><i></i>';
  const rows = [...list.querySelectorAll('p')];
  for (const each of rows) each.getBoundingClientRect = () => ({ top: 100, height: 40 }) as DOMRect;
  const dropped = (y: number): (string | null)[] => rows.map((each) => placeAt(each, y, (element) => element.dataset['row']));
  expect(dropped(110)).toEqual(['a', 'b']);
  expect(dropped(130)).toEqual(['b', null]);
});

it('a list goes on faster nearer to its edge', () => {
  expect([stepAt(100, 100, 500), stepAt(122, 100, 500), stepAt(300, 100, 500), stepAt(478, 100, 500), stepAt(520, 100, 500)]).toEqual([-14, -7, 0, 7, 14]);
});
