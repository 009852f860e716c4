import { describe, expect, it } from 'vitest';
import { offsetsOf, spanOf } from './windowing';

const offsets = offsetsOf([34, 80, 80, 34, 80]);

describe('the drawn part of a list', () => {
  it('has every item that touches it', () => {
    expect(offsets).toEqual([0, 34, 114, 194, 228, 308]);
    expect(spanOf(offsets, 0, 34)).toEqual({ first: 0, end: 1 });
    expect(spanOf(offsets, 0, 35)).toEqual({ first: 0, end: 2 });
    expect(spanOf(offsets, 34, 100)).toEqual({ first: 1, end: 2 });
    expect(spanOf(offsets, 113, 195)).toEqual({ first: 1, end: 4 });
    expect(spanOf(offsets, -200, 5000)).toEqual({ first: 0, end: 5 });
  });
  it('of nothing is nothing', () => expect(spanOf([0], 0, 500)).toEqual({ first: 0, end: 0 }));
  it('beyond the end is empty', () => expect(spanOf(offsets, 900, 1000)).toEqual({ first: 5, end: 5 }));
});
