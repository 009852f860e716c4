import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../../api/client';
import type { Equalizer, Kind, Route, Sink, Source } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { EqThumb } from '../../../components/ui/EqThumb';
import { IconButton } from '../../../components/ui/IconButton';
import { useBarred } from '../../../lib/barred';
import { BUILT_IN, FLAT, gainsOf, isFlat, normalizationDb, sameCurve, withGains } from '../../../lib/equalizer';
import { formatOne } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { bypassedOf, forgetBypassed, keepBypassed } from '../../../live/bypassed';
import { preferences } from '../../../live/preferences';
import { edits } from '../../../live/session';
import { BandFigures, EqGraph, RATE_HZ, togetherDb } from './EqGraph';
import { setAtOnce, SwitchRow } from './Fields';

interface Props {
  kind: Kind;
  object: Source | Sink | Route;
}

const SIDE = { sources: 'in', routes: 'mid', sinks: 'out' } as const;
const FIRST_BAND = 7;

export function EqualizerTab({ kind, object }: Props) {
  const { sources } = useLive();
  const [active, setActive] = useState(FIRST_BAND);
  const { equalizer, config_id: id } = object;
  const gains = gainsOf(equalizer);
  const downDb = equalizer.normalization_enabled ? normalizationDb(gains, RATE_HZ) : 0;
  // A route has no tap of its own: what comes into it is its source.
  const heard = kind === 'routes' ? sources.find(({ name }) => name === (object as Route).source) : object;
  const group = heard !== undefined && 'is_group' in heard && heard.is_group;
  const why = useBarred();
  const setGain = (band: number, gainDb: number): void => {
    if (why !== null) return;
    forgetBypassed(id);
    edits.drag(kind, id, 'equalizer', withGains({ ...equalizer, name: null }, gains.map((before, index) => (index === band ? gainDb : before))));
  };
  return (
    <div className="eq-tab">
      <Head kind={kind} id={id} equalizer={equalizer} />
      <EqGraph side={SIDE[kind]} gains={gains} downDb={downDb} active={active} spectrumId={group ? null : (heard?.config_id ?? null)} onActive={setActive} onGain={setGain} />
      <BandFigures band={active} gainDb={gains[active] ?? 0} together={togetherDb(gains, active, downDb)} onGain={(gainDb) => setGain(active, gainDb)} />
      <div className="group">
        <SwitchRow label={t('eq.normalize')} hint={equalizer.normalization_enabled && downDb > 0 ? t('eq.normalizeDoes', { value: formatOne(downDb) }) : t('eq.normalizeHint')}
          on={equalizer.normalization_enabled} onChange={(on) => setAtOnce(kind, id, { equalizer: { ...equalizer, normalization_enabled: on } })} />
      </div>
      <Presets kind={kind} id={id} equalizer={equalizer} />
      <CopyTo kind={kind} id={id} equalizer={equalizer} />
    </div>
  );
}

function Head({ kind, id, equalizer }: { kind: Kind; id: string; equalizer: Equalizer }) {
  useStore(preferences);
  const kept = bypassedOf(id);
  const flat = isFlat(equalizer);
  const off = kept !== undefined && flat;
  const toggle = (): void => {
    if (off) {
      forgetBypassed(id);
      setAtOnce(kind, id, { equalizer: kept });
    } else {
      keepBypassed(id, equalizer);
      setAtOnce(kind, id, { equalizer: { ...FLAT, normalization_enabled: equalizer.normalization_enabled } });
    }
  };
  return (
    <div className="eq-head">
      <b>{off ? t('eq.bypassed') : (equalizer.name ?? (flat ? t('eq.flat') : t('eq.own')))}</b>
      <span className="spring" />
      <ActButton className={off ? 'btn' : 'btn q'} aria-pressed={off} disabled={flat && !off} title={t('eq.bypassHint')} onClick={toggle}>{t('eq.bypass')}</ActButton>
      <ActButton className="btn q" disabled={flat} onClick={() => setAtOnce(kind, id, { equalizer: { ...FLAT, normalization_enabled: equalizer.normalization_enabled } })}>{t('eq.flat')}</ActButton>
    </div>
  );
}

const usePresets = () => useQuery({ queryKey: ['equalizers'], queryFn: api.presets, select: ({ equalizers }) => equalizers });

function Presets({ kind, id, equalizer }: { kind: Kind; id: string; equalizer: Equalizer }) {
  const queries = useQueryClient();
  const { data: saved = [] } = usePresets();
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['equalizers'] });
  const remove = (preset: Equalizer): void => {
    const { name } = preset;
    if (name === null) return;
    api.removePreset(name).then(() => {
      tell(t('toast.removed', { name }), () => void api.savePreset(preset).then(again));
      return again();
    }, (refusal: unknown) => tell(sentenceOf(refusal)));
  };
  const use = (preset: Equalizer): void => {
    forgetBypassed(id);
    setAtOnce(kind, id, { equalizer: { ...preset, normalization_enabled: equalizer.normalization_enabled || preset.normalization_enabled } });
  };
  return (
    <section className="group">
      <h3>{t('eq.presets')}</h3>
      <ul className="presets">
        {[...BUILT_IN, ...saved].map((preset, index) => {
          const own = index >= BUILT_IN.length;
          const on = sameCurve(preset, equalizer);
          return (
            <li key={`${own ? 'own' : 'built'} ${preset.name ?? ''}`}>
              <ActButton className={on ? 'preset on' : 'preset'} aria-pressed={on} onClick={() => use(preset)}><EqThumb equalizer={preset} /><span>{preset.name}</span></ActButton>
              {own ? <IconButton changes icon="close" label={t('eq.removePreset', { name: preset.name ?? '' })} onPress={() => remove(preset)} /> : null}
            </li>
          );
        })}
      </ul>
      <SavePreset equalizer={equalizer} onSaved={again} />
    </section>
  );
}

function SavePreset({ equalizer, onSaved }: { equalizer: Equalizer; onSaved: () => Promise<void> }) {
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (name === null) return <ActButton className="btn q" onClick={() => setName('')}>{t('eq.saveAs')}</ActButton>;
  const save = (): void => {
    api.savePreset({ ...equalizer, name: name.trim() }).then(() => {
      setName(null);
      setProblem(null);
      return onSaved();
    }, (refusal: unknown) => setProblem(sentenceOf(refusal)));
  };
  return (
    <form className="save-preset" onSubmit={(event) => {
      event.preventDefault();
      save();
    }}>
      <span className={`field ${problem ? 'bad' : ''}`}><input value={name} autoFocus aria-label={t('eq.presetName')} placeholder={t('eq.presetName')} onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setName(null);
        }} /></span>
      <button type="submit" className="btn">{t('eq.save')}</button>
      {problem ? <p className="problem" role="alert"><span>{problem}</span></p> : null}
    </form>
  );
}

/** The same curve on something else. */
function CopyTo({ kind, id, equalizer }: { kind: Kind; id: string; equalizer: Equalizer }) {
  const live = useLive();
  const [copied, setCopied] = useState('');
  const why = useBarred();
  const kinds = (['sources', 'routes', 'sinks'] as const);
  const copy = (value: string): void => {
    const [otherKind, otherId] = value.split('/') as [Kind, string];
    const other = live[otherKind].find(({ config_id }) => config_id === otherId);
    if (!other) return;
    const before = other.equalizer;
    edits.set(otherKind, otherId, { equalizer }).then(() => {
      setCopied(other.name);
      tell(t('eq.copied', { name: other.name }), () => setAtOnce(otherKind, otherId, { equalizer: before }));
    }, (refusal: unknown) => tell(sentenceOf(refusal)));
  };
  return (
    <section className="group copy-to">
      <select className="select" value="" disabled={why !== null} title={why ?? undefined} aria-label={t('eq.copyTo')} onChange={(event) => copy(event.target.value)}>
        <option value="">{t('eq.copyTo')}</option>
        {kinds.map((other) => (
          <optgroup key={other} label={t(`kind.${other}`)}>
            {live[other].filter(({ config_id }) => other !== kind || config_id !== id).map(({ config_id, name }) => <option key={config_id} value={`${other}/${config_id}`}>{name}</option>)}
          </optgroup>
        ))}
      </select>
      <span className="fact">{copied}</span>
    </section>
  );
}
