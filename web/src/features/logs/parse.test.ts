import { describe, expect, it } from 'vitest';
import { fits, parseLine } from './parse';

describe('a line of the log', () => {
  const raw = '2026-11-21T16:13:53.043Z WARN  [antiphon-control] io.antiphon.control.auth.CertificateWatch: a new one is served: file=x';
  const line = parseLine(1, raw, undefined);

  it('is taken apart', () => {
    expect(line).toEqual({ number: 1, timeMs: Date.parse('2026-11-21T16:13:53.043Z'), level: 'warn', thread: 'antiphon-control', module: 'control.auth', logger: 'CertificateWatch', text: 'a new one is served: file=x' });
  });

  it('without a head goes with the one before it', () => {
    const trace = parseLine(2, '\tat io.antiphon.X.y(X.java:3)', line);
    expect(trace).toMatchObject({ level: 'warn', module: 'control.auth', timeMs: null, text: '\tat io.antiphon.X.y(X.java:3)' });
  });

  it('is found by level, module and words', () => {
    const all = { level: 'trace', module: '', words: '' } as const;
    expect(fits(line, { ...all, level: 'warn' })).toBe(true);
    expect(fits(line, { ...all, level: 'error' })).toBe(false);
    expect(fits(line, { ...all, module: 'control' })).toBe(true);
    expect(fits(line, { ...all, module: 'contr' })).toBe(false);
    expect(fits(line, { ...all, words: 'CERTIFICATEwatch' })).toBe(true);
    expect(fits(line, { ...all, words: 'nothing' })).toBe(false);
  });
});
