import type { Alarm } from '../api/types';
import { formatBytes } from './format';
import { t, type Key } from './i18n';
import { en } from './i18n/en';

const has = (key: string): key is Key => key in en;

/** The figures as they stand in sentences; what the server ends with a full stop is not ended twice. */
function params({ figures }: Alarm): Record<string, string | number> {
  const spoken = Object.entries(figures).map(([name, value]): [string, string | number] => {
    if (name.endsWith('_bytes') && typeof value === 'number') return [name.replace('_bytes', ''), formatBytes(value)];
    return [name, typeof value === 'string' ? value.replace(/\.$/, '') : value];
  });
  const told = (key: string, name: string): Record<string, string> => (has(key) ? { [name]: t(key) } : {});
  return { ...Object.fromEntries(spoken), ...told(`trouble.${figures['trouble'] ?? ''}`, 'problem'), ...told(`right.${figures['right'] ?? ''}`, 'detail') };
}

/** The one thing wrong with a source or sink, as its row says it: in the person's language where an alarm tells which it is. */
export function spokenProblem(alarms: readonly Alarm[], id: string, problem: string): string {
  const alarm = alarms.find(({ about, figures }) => about === id && figures['problem'] === problem);
  return alarm && has(`trouble.${alarm.figures['trouble'] ?? ''}`) ? String(params(alarm)['problem']) : problem;
}

/** What is wrong, in the person's language; an alarm that this page does not know yet in the server's words. */
export function titleOf(alarm: Alarm): string {
  const key = `alarm.${alarm.code}`;
  return has(key) ? t(key, params(alarm)) : alarm.text;
}

export function textOf(alarm: Alarm): string {
  const key = `alarm.${alarm.code}.text`;
  return has(key) ? t(key, params(alarm)) : '';
}

export function howOf(alarm: Alarm): string | null {
  const key = `alarm.${alarm.code}.how`;
  return has(key) ? t(key, params(alarm)) : null;
}

/** Which routes are silent because of it. */
export function silentOf({ touches }: Alarm): string | null {
  if (touches.length === 0) return null;
  const names = touches.slice(0, 4).map(({ name }) => name).join(', ') + (touches.length > 4 ? ', …' : '');
  return touches.length === 1 ? t('health.silent.one', { names }) : t('health.silent.other', { count: touches.length, names });
}

export function labelOf(alarm: Alarm, word: string): string | null {
  const key = word === 'edit' ? (alarm.figures['kind'] === 'sources' ? 'mend.editSource' : 'mend.editSink') : `mend.${word}`;
  return has(key) ? t(key) : null;
}
