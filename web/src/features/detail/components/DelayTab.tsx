import { useState } from 'react';
import { api, sentenceOf } from '../../../api/client';
import type { Kind, Route, Sink, Source } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice } from '../../../components/ui/Choice';
import { useBarred } from '../../../lib/barred';
import { formatNumber, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { edits } from '../../../live/session';
import { TapButton } from './Delay';
import { EditedField, setAtOnce } from './Fields';

interface Props {
  kind: Kind;
  object: Source | Sink | Route;
}

/** When it is heard: later by some milliseconds, or as it was some time ago. */
export function DelayTab({ kind, object }: Props) {
  const { config_id: id, name } = object;
  return (
    <div className="delay-tab">
      <section className="group">
        <EditedField kind={kind} id={id} field="delay" label={t('field.delay')} now={object.delay} unit="ms" number />
        <div className="tap-row"><TapButton name={name} onTapped={(delay) => setAtOnce(kind, id, { delay })} /></div>
        <p className="fact">{t('delay.tapExplained')}</p>
      </section>
      <section className="group">
        <h3>{t('timeshift.title')}</h3>
        <EditedField kind={kind} id={id} field="timeshift" label={t('timeshift.field')} now={object.timeshift} unit="s" number />
        <TimeshiftSlider kind={kind} object={object} />
        <p className="fact">{t('timeshift.explained')}</p>
      </section>
      {kind === 'sources' && !('is_group' in object && object.is_group) ? <LastHeard name={name} id={id} /> : null}
    </div>
  );
}

const MOST_S = 300;

function TimeshiftSlider({ kind, object }: Props) {
  const { config_id: id, name, timeshift } = object;
  const why = useBarred();
  return (
    <div className="timeshift">
      <input type="range" min={0} max={MOST_S} step={1} value={timeshift} disabled={why !== null} title={why ?? undefined} aria-label={t('timeshift.of', { name })} aria-valuetext={withUnit(formatNumber(timeshift), 's')}
        onChange={(event) => edits.drag(kind, id, 'timeshift', Number(event.target.value))} />
      <ActButton className="btn q" disabled={timeshift === 0} onClick={() => setAtOnce(kind, id, { timeshift: 0 })}>{t('timeshift.now')}</ActButton>
    </div>
  );
}

const SPANS = [10, 60, 300].map((value) => ({ value, label: value < 60 ? withUnit(String(value), 's') : withUnit(String(value / 60), 'min') }));

/** What the server has just kept of a source, as a file. */
function LastHeard({ name, id }: { name: string; id: string }) {
  const [seconds, setSeconds] = useState(60);
  const [fetching, setFetching] = useState(false);
  const save = async (): Promise<void> => {
    setFetching(true);
    try {
      saveFile(await api.lastHeard(id, seconds), `${name}.wav`);
    } catch (refusal) {
      tell(sentenceOf(refusal));
    } finally {
      setFetching(false);
    }
  };
  return (
    <section className="group">
      <h3>{t('kept.title')}</h3>
      <div className="kept-row">
        <Choice free label={t('kept.span')} options={SPANS} value={seconds} onChange={setSeconds} />
        <button type="button" className="btn q" disabled={fetching} onClick={() => void save()}>{t('kept.save')}</button>
      </div>
      <p className="fact">{t('kept.explained')}</p>
    </section>
  );
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name.replace(/[/\\]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
