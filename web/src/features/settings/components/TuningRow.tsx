import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { asSentence, sentenceOf } from '../../../api/client';
import { office, type Json, type TuningKey } from '../../../api/office';
import { Icon } from '../../../components/ui/Icon';
import { Switch } from '../../../components/ui/Switch';
import { barredProps, useBarred } from '../../../lib/barred';
import { formatExact, parseNumber } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { said } from '../../../lib/said';
import { tell } from '../../../lib/toasts';
import { useLive } from '../../../lib/use-live';
import { isChanged, nameOf, shownValue, textOf, unitOf } from '../../../lib/settings';
import { measuredFor } from '../measured';

const CHECKED_AFTER_MS = 250;

/** One key of the tuning: looked at by the server while it is typed, saved with Enter or when it is left. */
export function TuningRow({ setting, stats }: { setting: TuningKey; stats: Json | undefined }) {
  const live = useLive();
  const why = useBarred();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const name = nameOf(setting.key);
  const send = async (value: number | boolean): Promise<void> => {
    await office.saveSetting(setting.group, setting.key, value);
    await Promise.all([queries.invalidateQueries({ queryKey: ['settings'] }), queries.invalidateQueries({ queryKey: ['stats'] })]);
  };
  const save = async (value: number | boolean): Promise<void> => {
    try {
      const before = setting.value;
      await send(value);
      setRefusal(null);
      tell(t('settings.saved', { name, value: shownValue(setting.key, value) }), () => void send(before).catch((failure: unknown) => tell(sentenceOf(failure))));
    } catch (failure) {
      setRefusal(sentenceOf(failure));
    }
  };
  const measured = setting.meaning === null ? null : measuredFor(setting.key, setting.value, stats, live);
  const changed = isChanged(setting);
  return (
    <div className="srow" data-setting={setting.key} tabIndex={-1}>
      <div className="s-txt">
        <b>{name}{changed ? <span className="tagline">{t('settings.changed')}</span> : null}</b>
        {name === setting.key ? null : <code>{setting.key}</code>}
        {setting.meaning === null ? null : <p>{textOf(setting)}</p>}
      </div>
      <div className="s-ctl">
        {typeof setting.value === 'boolean'
          ? <Switch on={setting.value} label={name} onChange={(on) => void save(on)} />
          : <NumberField key={setting.value} setting={setting} refusal={refusal} onRefusal={setRefusal} onSave={(value) => void save(value)} />}
        <span className="fact num">
          {changed && why === null ? <button type="button" className="lnk" onClick={() => void save(setting.default)}>{t('settings.backTo', { value: shownValue(setting.key, setting.default) })}</button> : t('settings.default', { value: shownValue(setting.key, setting.default) })}
          {setting.min !== null && setting.max !== null ? ` · ${t('settings.range', { min: formatExact(setting.min), max: formatExact(setting.max) })}` : ''}
        </span>
      </div>
      <div className="s-now">{measured ? <><b className="num">{measured.value}</b><small>{measured.note}</small></> : null}</div>
    </div>
  );
}

interface FieldProps {
  setting: TuningKey;
  refusal: string | null;
  onRefusal: (refusal: string | null) => void;
  onSave: (value: number) => void;
}

function NumberField({ setting, refusal, onRefusal, onSave }: FieldProps) {
  const id = useId();
  const why = useBarred();
  const kept = formatExact(Number(setting.value));
  const [typed, setTyped] = useState(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  /** What is no number goes to the server as it is, which says what it wants. */
  const meant = (text: string): number | string => parseNumber(text) ?? text;
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      office.checkSetting(setting.group, setting.key, meant(text)).then(({ message }) => onRefusal(message === null ? null : asSentence(said(message))), (failure: unknown) => onRefusal(sentenceOf(failure)));
    }, CHECKED_AFTER_MS);
  };
  const commit = (): void => {
    clearTimeout(timer.current);
    if (typed !== kept) onSave(meant(typed) as number);
  };
  const unit = unitOf(setting.key);
  return (
    <>
      <span className={`field ${refusal ? 'bad' : ''}`}>
        <input id={id} className="num" inputMode="decimal" value={typed} readOnly={why !== null} {...barredProps(why)} aria-label={nameOf(setting.key)} aria-invalid={refusal ? true : undefined} aria-describedby={refusal ? `${id}-problem` : undefined}
          onChange={(event) => type(event.target.value)} onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') {
              clearTimeout(timer.current);
              setTyped(kept);
              onRefusal(null);
            }
          }} />
        {unit === '' ? null : <span>{unit}</span>}
      </span>
      {refusal ? <p className="problem" id={`${id}-problem`}><Icon name="alarm" /><span>{refusal}</span></p> : null}
    </>
  );
}
