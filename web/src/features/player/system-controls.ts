import { t } from '../../lib/i18n';
import { stopAll } from '../../live/listening';

/** Tells the system what is heard, so that the keys of a headset and a locked phone can stop it. */
export function shareWithSystem(names: string): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  mediaSession.metadata = names === '' ? null : new MediaMetadata({ title: names, artist: t('app.name') });
  for (const action of ['pause', 'stop'] as const) mediaSession.setActionHandler(action, names === '' ? null : stopAll);
}
