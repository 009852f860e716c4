import type { Json, ProgramSetting } from '../../../api/office';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { allowedOf, isGiven, isOther, meaningOf } from '../../../lib/settings';
import { measuredFor } from '../measured';

/** A setting that is read at the start: seen here, changed in the file. */
export function ProgramRow({ setting, stats }: { setting: ProgramSetting; stats: Json | undefined }) {
  const live = useLive();
  const measured = measuredFor(setting.option, setting.value, stats, live);
  const [meaning, allowed] = [meaningOf(setting), allowedOf(setting)];
  const spoken = (value: string): string => (value === '' ? t('settings.notSet') : value);
  return (
    <div className="srow" data-setting={setting.option} tabIndex={-1}>
      <div className="s-txt">
        <b>{setting.key}{isOther(setting) ? <span className="tagline">{t('settings.changed')}</span> : null}</b>
        <p lang={meaning.lang}>{meaning.text.charAt(0).toUpperCase() + meaning.text.slice(1)}.</p>
      </div>
      <div className="s-ctl">
        <output className="s-value num">{spoken(setting.value)}</output>
        <span className="fact">{isGiven(setting) ? `${t('settings.default', { value: spoken(setting.default) })} · ${t('settings.from', { from: setting.from })}` : t('settings.from.default')}</span>
        <span className="fact" lang={allowed.lang}>{t('settings.must', { allowed: allowed.text })}</span>
      </div>
      <div className="s-now">{measured ? <><b className="num">{measured.value}</b><small>{measured.note}</small></> : null}</div>
    </div>
  );
}
