import { describe, expect, it } from 'vitest';
import type { ValueChange } from '../api/office';
import { describeChange, describeChanges } from './changes';

const change = (more: Partial<ValueChange>): ValueChange => ({ kind: 'sink', name: 'Kitchen', config_id: 'k', text: '', change: 'changed', ...more });

describe('changes in words', () => {
  it('tell gains in dB, switches as acts and the rest by its key', () => {
    expect(describeChange(change({ key: 'volume', from: 1, to: 0.5 }))).toBe('Gain of Kitchen: 0.0\u00a0dB → \u22126.0\u00a0dB');
    expect(describeChange(change({ key: 'enabled', from: true, to: false }))).toBe('Kitchen is switched off');
    expect(describeChange(change({ key: 'name', from: 'a', to: 'Kitchen' }))).toBe('a is called Kitchen');
    expect(describeChange(change({ key: 'equalizer', from: {}, to: {} }))).toBe('Equaliser of Kitchen changes');
    expect(describeChange(change({ key: 'bit_depth', from: 16, to: 24 }))).toBe('Bit depth of Kitchen: 16 → 24');
    expect(describeChange(change({ change: 'deleted' }))).toBe('Kitchen is removed');
  });

  it('of several the first and how many more', () => {
    expect(describeChanges([change({ change: 'added' }), change({ change: 'added' }), change({ change: 'added' })])).toBe('Kitchen is added and 2 more');
    expect(describeChanges([])).toBe('nothing');
  });
});
