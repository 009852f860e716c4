import { me } from './me';
import { useStore } from './use-store';
import { t } from './i18n';

export const useMe = () => useStore(me);

export const initials = (name: string): string => name.split(/\s+/).map((word) => word.charAt(0)).join('').slice(0, 2).toUpperCase();

/** Whether the server has a name for who did something, and not only a way in. */
export const isNamed = (who: string): boolean => spokenWho(who) === who;

/** Who did something, in words. */
export function spokenWho(who: string): string {
  if (who === 'anybody' || who === '') return t('history.anybody');
  if (who === 'login link') return t('history.link');
  if (who === 'configuration file') return t('history.file');
  return who;
}
