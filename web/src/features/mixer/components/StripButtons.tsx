import type { Sink, Source } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { useHeard } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';
import { soloed, toggleSolo } from '../../../live/solo';

/** Mute, solo, listen. */
export function StripButtons({ kind, object }: { kind: 'sources' | 'sinks'; object: Source | Sink }) {
  const { config_id: id, name, enabled } = object;
  const heard = useHeard(id);
  const alone = useStore(soloed).has(id);
  return (
    <div className="strip-buttons">
      <ActButton className={`tg mute ${enabled ? '' : 'on'}`} aria-pressed={!enabled} aria-label={t('row.mute', { name })} title={`${t('row.mute', { name })}  M`} onClick={() => void setEnabled(kind, id, !enabled)}>{t('mixer.m')}</ActButton>
      <ActButton className={`tg solo ${alone ? 'on' : ''}`} aria-pressed={alone} aria-label={t('solo.toggle', { name })} title={`${t('solo.toggle', { name })}  S`} onClick={() => toggleSolo(id)}>{t('solo.mark')}</ActButton>
      <button type="button" className={`tg ${heard ? 'on' : ''}`} aria-pressed={heard} aria-label={t('row.listen', { name })} title={`${t('row.listen', { name })}  L`} onClick={() => toggleListening(kind, id)}><Icon name="listen" /></button>
    </div>
  );
}
