import { expect, it } from 'vitest';
import type { Alarm } from '../api/types';
import { spokenProblem, textOf, titleOf } from './alarm-words';
import { de } from './i18n/de';
import { en } from './i18n/en';

/** Every code that the server has, see EndpointAlarms and ServerAlarms. */
const CODES = ['sink_unreachable', 'sink_unanswered', 'source_unavailable', 'source_gone', 'clipping', 'xruns', 'no_real_time', 'not_rendering', 'config_refused', 'config_put_aside', 'history_failing', 'disk_low', 'auth_none', 'tls_off', 'certificate_ends', 'certificate_over'];

const alarm = (code: string, figures: Alarm['figures']): Alarm => ({ id: code, code, severity: 'alarm', about: 'k', text: 'as the server says it', figures, touches: [], mends: [], since: '' });

it.each(CODES)('%s has words in both languages', (code) => {
  for (const catalogue of [en, de] as Record<string, string>[]) {
    expect(catalogue[`alarm.${code}`]).toBeTruthy();
    expect(catalogue[`alarm.${code}.text`]).toBeTruthy();
  }
  expect(titleOf(alarm(code, { name: 'Patio', days: 3 }))).not.toContain('as the server says it');
});

it('what the server says in words is said by its name where it has one', () => {
  const refused = alarm('sink_unanswered', { name: 'Patio', problem: 'in the server’s words', trouble: 'refused', address: '10.0.0.1:4010' });
  expect(textOf(refused)).toBe('What is sent to 10.0.0.1:4010 comes back: nobody listens at its port.');
  expect(spokenProblem([refused], 'k', 'in the server’s words')).toBe('nobody listens at its port');
  expect(spokenProblem([refused], 'other', 'in the server’s words')).toBe('in the server’s words');
  expect(textOf(alarm('no_real_time', { right: 'render_priority', detail: 'in the server’s words' }))).toMatch(/^The system gives/);
  expect(titleOf(alarm('new_one', {}))).toBe('as the server says it');
});
