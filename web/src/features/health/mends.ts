import { sentenceOf } from '../../api/client';
import { office } from '../../api/office';
import type { Alarm, Kind } from '../../api/types';
import { volumeToDb } from '../../lib/fader';
import { t } from '../../lib/i18n';
import { tell } from '../../lib/toasts';
import { drawer, page, show } from '../../lib/ui-state';
import { findObject, setEnabled, setGain } from '../../live/commands';
import { shown } from '../../live/session';

const LOWER_DB = 3;
const ANSWER_WITHIN_MS = 2500;

const kindOf = (alarm: Alarm): Kind => (alarm.figures['kind'] === 'sources' ? 'sources' : 'sinks');

/** What an alarm's buttons do, by the server's word for it. `how` is no act: the alarm opens. */
export async function mend(alarm: Alarm, word: string): Promise<void> {
  const kind = kindOf(alarm);
  const name = String(alarm.figures['name'] ?? '');
  try {
    switch (word) {
      case 'retry':
        await office.retry();
        if (!(await gone(alarm.id))) tell(t('mend.stillFailing'));
        break;
      case 'off':
        await setEnabled(kind, alarm.about, false);
        tell(t('mend.switchedOff', { name }), () => void setEnabled(kind, alarm.about, true));
        break;
      case 'lower':
        lower(kind, alarm.about, name);
        break;
      case 'edit':
      case 'show':
        go(() => {
          page.set('live');
          show(kind, alarm.about);
        });
        break;
      case 'stats':
      case 'logs':
      case 'settings':
        go(() => page.set(word));
        break;
    }
  } catch (refusal) {
    tell(sentenceOf(refusal));
  }
}

function go(where: () => void): void {
  drawer.set('none');
  where();
}

function lower(kind: Kind, id: string, name: string): void {
  const object = findObject(kind, id);
  if (!object) return;
  const before = volumeToDb(object.volume);
  setGain(kind, id, before - LOWER_DB);
  tell(t('mend.lowered', { name }), () => setGain(kind, id, before));
}

/** True as soon as the server no longer tells of the alarm; false when it still does after a moment. */
function gone(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): boolean => !shown.get().alarms.some((alarm) => alarm.id === id);
    const finish = (result: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(result);
    };
    const timer = setTimeout(() => finish(look()), ANSWER_WITHIN_MS);
    const stop = shown.subscribe(() => {
      if (look()) finish(true);
    });
  });
}
