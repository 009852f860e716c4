import type { ProgramSetting, TuningKey } from '../api/office';
import { formatExact, withUnit } from './format';
import { programWords, t, type Key, type ProgramWords } from './i18n';
import { en } from './i18n/en';

export const GROUPS = ['mine', 'time', 'sound', 'streams', 'web', 'network', 'listening', 'engine', 'files', 'unused'] as const;
export type Group = (typeof GROUPS)[number];

/** Settings of the person alone. */
export const MINE = ['theme', 'letters', 'language'] as const;

const PROGRAM: Record<string, Group> = {
  'api-host': 'web', 'api-port': 'web', tls: 'web', certificate: 'web', 'certificate-key': 'web', auth: 'web', 'public-names': 'web', 'cors-origins': 'web',
  'scream-receiver-port': 'network', 'scream-multicast-port': 'network', 'webrtc-port': 'network', 'webrtc-public-addresses': 'network', 'ice-servers': 'network',
  home: 'files', 'config-path': 'files', 'logs-dir': 'files',
};

export function groupOfProgram({ option }: ProgramSetting): Group {
  return PROGRAM[option] ?? (/^(webrtc|opus|max)-/.test(option) ? 'listening' : 'engine');
}

export function groupOfTuning({ key, meaning }: TuningKey): Group {
  if (meaning === null) return 'unused';
  if (key.startsWith('mp3')) return 'streams';
  return /_ms$/.test(key) ? 'time' : 'sound';
}

export const isChanged = ({ value, default: usual }: TuningKey): boolean => value !== usual;
export const isGiven = ({ from }: ProgramSetting): boolean => from !== '';
export const isOther = ({ value, default: usual }: ProgramSetting): boolean => value !== usual;

const UNITS: [RegExp, string][] = [[/ppm_per_ms$/, 'ppm/ms'], [/ppm_per_sec$/, 'ppm/s'], [/ms_per_sec$/, 'ms/s'], [/_ms$/, 'ms'], [/_hz$/, 'Hz'], [/_kbps$/, 'kb/s'], [/_ppm$/, 'ppm'], [/_seconds$/, 's'], [/_bytes$/, 'B']];

export const unitOf = (key: string): string => UNITS.find(([ending]) => ending.test(key))?.[1] ?? '';

export function shownValue(key: string, value: number | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'settings.on' : 'settings.off');
  const unit = unitOf(key);
  return unit === '' ? formatExact(value) : withUnit(formatExact(value), unit);
}

/** Our own name of a key; of those that nobody here describes the key itself. */
export function nameOf(key: string): string {
  const name = `tune.${key}`;
  return name in en ? t(name as Key) : key;
}

export function textOf({ key, meaning }: TuningKey): string {
  const name = `tune.${key}.text`;
  return name in en ? t(name as Key) : (meaning ?? t('settings.unusedShort'));
}

/** Whether a search finds it: every word somewhere in its names and what is said of it. */
export function finds(words: string, ...texts: string[]): boolean {
  const all = texts.join(' ').toLowerCase().replaceAll('_', ' ');
  return words.toLowerCase().replaceAll(/[_-]/g, ' ').split(/\s+/).filter(Boolean).every((word) => all.includes(word) || all.replaceAll('-', ' ').includes(word));
}

/** Words about a setting of the program; `lang` says when they are not the page's, but the server's English. */
export interface Words {
  text: string;
  lang: 'en' | undefined;
}

const orOwn = (text: string | null | undefined, own: string): Words => ({ text: text ?? own, lang: typeof text === 'string' ? undefined : 'en' });

/** What a setting of the program is for. */
export const meaningOf = ({ option, meaning }: Pick<ProgramSetting, 'option' | 'meaning'>, words: ProgramWords = programWords): Words => orOwn(words.meanings[option], meaning);

/** What a setting of the program may be. */
export const allowedOf = ({ must_be }: Pick<ProgramSetting, 'must_be'>, words: ProgramWords = programWords): Words => orOwn(words.allowed(must_be), must_be);
