import { t } from '../../lib/i18n';
import { initials, isNamed, spokenWho } from '../../lib/use-person';
import { Icon } from './Icon';

/** Whose hand is on a gain: an initial for a moment, when it is somebody else's. */
export function Hand({ who }: { who: string | null }) {
  if (who === null) return null;
  return <i className="hand" title={t('gain.hand', { name: spokenWho(who) })}>{isNamed(who) ? initials(who) : <Icon name="person" />}</i>;
}
