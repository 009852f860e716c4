import type { Kind } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { useHeard } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';
import { soloed, toggleSolo } from '../../../live/solo';

interface Props {
  kind: Kind;
  object: { config_id: string; name: string; enabled: boolean };
}

/** Mute, solo, listen. A route has no solo. */
export function StripButtons({ kind, object: { config_id: id, name, enabled } }: Props) {
  const heard = useHeard(id);
  const alone = useStore(soloed).has(id);
  return (
    <div className="strip-buttons">
      <ActButton className={`tg mute ${enabled ? '' : 'on'}`} aria-pressed={!enabled} aria-label={t('row.mute', { name })} title={`${t('row.mute', { name })}  M`} onClick={() => void setEnabled(kind, id, !enabled)}>{t('mixer.m')}</ActButton>
      {kind === 'routes' ? <span /> : <ActButton className={`tg solo ${alone ? 'on' : ''}`} aria-pressed={alone} aria-label={t('solo.toggle', { name })} title={`${t('solo.toggle', { name })}  S`} onClick={() => toggleSolo(id)}>{t('solo.mark')}</ActButton>}
      <button type="button" className={`tg ${heard ? 'on' : ''}`} aria-pressed={heard} aria-label={t('row.listen', { name })} title={`${t('row.listen', { name })}  L`} onClick={() => toggleListening(kind, id)}><Icon name="listen" /></button>
    </div>
  );
}
