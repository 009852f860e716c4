import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProgramSetting, TuningKey } from '../api/office';
import { allowed, program as programInGerman } from './i18n/de/program';
import { allowedOf, finds, groupOfProgram, groupOfTuning, meaningOf, shownValue, unitOf } from './settings';

const tuning = (key: string, meaning: string | null): TuningKey => ({ group: 'g', key, meaning, min: 0, max: 1, whole: false, default: 1, value: 1 });
const program = (option: string): ProgramSetting => ({ option, key: option, meaning: '', must_be: '', default: '', value: '', from: '' });

describe('settings', () => {
  it('stand where people look for them, and those without use by themselves', () => {
    expect(groupOfTuning(tuning('target_buffer_level_ms', 'x'))).toBe('time');
    expect(groupOfTuning(tuning('mp3_bitrate_kbps', 'x'))).toBe('streams');
    expect(groupOfTuning(tuning('volume_smoothing_factor', 'x'))).toBe('sound');
    expect(groupOfTuning(tuning('target_buffer_level_ms', null))).toBe('unused');
    expect(['auth', 'webrtc-port', 'max-listeners', 'opus-fec', 'period', 'home'].map((option) => groupOfProgram(program(option)))).toEqual(['web', 'network', 'listening', 'listening', 'engine', 'files']);
  });

  it('have units by their keys', () => {
    expect(['a_ms', 'a_ms_per_sec', 'a_ppm_per_ms', 'a_hz', 'factor'].map(unitOf)).toEqual(['ms', 'ms/s', 'ppm/ms', 'Hz', '']);
    expect(shownValue('volume_smoothing_factor', 0.0005)).toBe('0.0005');
    expect(shownValue('a_ms', 24)).toBe('24\u00a0ms');
    expect(shownValue('enabled', false)).toBe('off');
  });

  it('are found by words in any order and with any dashes', () => {
    expect(finds('late packet', 'When a packet counts as late')).toBe(true);
    expect(finds('api port', 'api-port')).toBe(true);
    expect(finds('late cheese', 'When a packet counts as late')).toBe(false);
    expect(finds('', 'x')).toBe(true);
  });

  it('of the program are explained in German, each that the server has', () => {
    const table = readFileSync('../docs/operate/settings.md', 'utf8');
    const rows = table.split('\n').filter((line) => line.startsWith('| `--')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |[`|]/g, '').trim()));
    expect(rows.length).toBeGreaterThan(30);
    const german = { meanings: programInGerman, allowed };
    for (const [option = '', , , , mustBe = '', meaning = ''] of rows) {
      const setting = { option: option.replace('--', ''), meaning, must_be: mustBe };
      expect(meaningOf(setting, german).lang, option).toBeUndefined();
      expect(allowedOf(setting, german).lang, mustBe).toBeUndefined();
      expect(meaningOf(setting)).toEqual({ text: meaning, lang: 'en' });
    }
    expect(Object.keys(programInGerman).map((option) => `--${option}`).sort()).toEqual(rows.map(([option]) => option).sort());
    expect(allowedOf({ must_be: '64, 128 or 256' }, german).text).toBe('64, 128 oder 256');
    expect(allowedOf({ must_be: 'a thing' }, german)).toEqual({ text: 'a thing', lang: 'en' });
  });
});
