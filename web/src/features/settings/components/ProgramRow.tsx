import type { Json, ProgramSetting } from '../../../api/office';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { isGiven, isOther } from '../../../lib/settings';
import { measuredFor } from '../measured';

/** A setting that is read at the start: seen here, changed in the file. */
export function ProgramRow({ setting, stats }: { setting: ProgramSetting; stats: Json | undefined }) {
  const live = useLive();
  const measured = measuredFor(setting.option, setting.value, stats, live);
  const spoken = (value: string): string => (value === '' ? t('settings.notSet') : value);
  return (
    <div className="srow" data-setting={setting.option} tabIndex={-1}>
      <div className="s-txt">
        <b>{setting.key}{isOther(setting) ? <span className="tagline">{t('settings.changed')}</span> : null}</b>
        <p lang="en">{setting.meaning.charAt(0).toUpperCase() + setting.meaning.slice(1)}.</p>
      </div>
      <div className="s-ctl">
        <output className="s-value num">{spoken(setting.value)}</output>
        <span className="fact">{isGiven(setting) ? `${t('settings.default', { value: spoken(setting.default) })} · ${t('settings.from', { from: setting.from })}` : t('settings.from.default')}</span>
        <span className="fact" lang="en">{t('settings.must', { allowed: setting.must_be })}</span>
      </div>
      <div className="s-now">{measured ? <><b className="num">{measured.value}</b><small>{measured.note}</small></> : null}</div>
    </div>
  );
}
