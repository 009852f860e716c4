import { ActButton } from './ActButton';
import { t } from '../../lib/i18n';
import { useLive } from '../../lib/use-live';
import { useStore } from '../../lib/use-store';
import { endSolo, soloed } from '../../live/solo';

/** Says everywhere that something is heard alone, so that nobody looks for a fault. */
export function SoloBar() {
  const alone = useStore(soloed);
  const { sources, sinks } = useLive();
  if (alone.size === 0) return null;
  const names = [...sources, ...sinks].filter(({ config_id }) => alone.has(config_id)).map(({ name }) => name);
  return (
    <div className="solo-bar" role="status">
      <b>{names.length > 2 ? t('solo.many', { count: names.length }) : t(names.length === 1 ? 'solo.one' : 'solo.two', { name: names.join(t('solo.and')) })}</b>
      <span className="fact">{t('solo.forAll')}</span>
      <ActButton className="btn q" onClick={endSolo}>{t('solo.end')}</ActButton>
    </div>
  );
}
