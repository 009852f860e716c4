import { me } from './me';
import { useStore } from './use-store';
import { t } from './i18n';

export const useMe = () => useStore(me);

/** Who did something, in words. */
export function spokenWho(who: string): string {
  if (who === 'anybody' || who === '') return t('history.anybody');
  if (who === 'login link') return t('history.link');
  if (who === 'configuration file') return t('history.file');
  return who;
}
