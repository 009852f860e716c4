import { useState } from 'react';
import type { Kind, Route, Sink, Source, SpeakerLayout } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice, Select } from '../../../components/ui/Choice';
import { AUTO, inputsOf, matrixOf, outputsOf, presetOf, presetsFor, type LayoutPreset } from '../../../lib/channels';
import { t } from '../../../lib/i18n';
import { MATRIX_SIZE, ROOMS, type Room } from '../../../lib/mixes';
import { useLive } from '../../../lib/use-live';
import { channelCountOf } from '../../../live/meters/levels';
import { edits } from '../../../live/session';
import { setAtOnce } from './Fields';
import { SpeakerMatrix } from './SpeakerMatrix';
import { TestTones } from './TestTones';

interface Props {
  kind: Kind;
  object: Source | Sink | Route;
}

const COUNTS = [1, 2, 4, 6, 8].map((value) => ({ value, label: String(value) }));

/** How channels that come in are spread over those that go out. */
export function SpeakersTab({ kind, object }: Props) {
  const { sinks, sources } = useLive();
  const { config_id: id, speaker_layouts: layouts } = object;
  const source = kind === 'sources' ? object : kind === 'routes' ? sources.find(({ name }) => name === (object as Route).source) : undefined;
  const [inputs, setInputs] = useState(() => Number(Object.keys(layouts).find((count) => layouts[count]?.auto_mode === false) ?? comesIn(source?.config_id)));
  const sink = kind === 'sinks' ? (object as Sink) : kind === 'routes' ? sinks.find(({ name }) => name === (object as Route).sink) : undefined;
  const outputs = sink && !sink.is_group ? outputsOf(sink.channel_layout, sink.channels) : inputsOf(MATRIX_SIZE);
  const layout = layouts[inputs] ?? AUTO;
  const put = (next: SpeakerLayout): void => {
    const change = { ...layouts, [inputs]: next };
    edits.drag(kind, id, 'speaker_layouts', change);
  };
  const choose = (name: LayoutPreset | 'auto'): void =>
    setAtOnce(kind, id, { speaker_layouts: { ...layouts, [inputs]: name === 'auto' ? AUTO : { auto_mode: false, matrix: matrixOf(name, inputs, outputs.length) } } });
  return (
    <div className="speakers-tab">
      <section className="group">
        <div className="form-row"><span>{t('speakers.comesIn')}</span><div><Choice free label={t('speakers.comesIn')} options={COUNTS} value={inputs} onChange={setInputs} /></div></div>
        <PresetRow layout={layout} inputs={inputs} outputs={outputs.length} onPreset={choose} />
        {layout.auto_mode
          ? <p className="fact auto">{t('speakers.autoHint')}</p>
          : <SpeakerMatrix layout={layout} inputs={inputsOf(inputs)} outputs={outputs} onChange={put} />}
        {layout.auto_mode ? <ActButton className="btn q" onClick={() => choose('straight')}>{t('speakers.byHand')}</ActButton> : <p className="fact">{isMix(layout, inputs, outputs.length) ? `${t('speakers.mixHint')} ` : ''}{t('speakers.matrixHint')}</p>}
      </section>
      {sink && !sink.is_group ? <TestTones key={sink.config_id} sink={sink} outputs={outputs} /> : null}
    </div>
  );
}

/** So many channels come from a source now, when that is a number that layouts are chosen for. */
function comesIn(id: string | undefined): number {
  const count = id === undefined ? 0 : channelCountOf(id);
  return COUNTS.some(({ value }) => value === count) ? count : 2;
}

/** Several loudspeakers that became fewer. */
function isMix(layout: SpeakerLayout, inputs: number, outputs: number): boolean {
  const preset = presetOf(layout, inputs, outputs);
  return preset !== null && preset in ROOMS && inputs > 2 && ROOMS[preset as Room].length < inputs;
}

interface PresetProps {
  layout: SpeakerLayout;
  inputs: number;
  outputs: number;
  onPreset: (name: LayoutPreset | 'auto') => void;
}

function PresetRow({ layout, inputs, outputs, onPreset }: PresetProps) {
  const now = presetOf(layout, inputs, outputs);
  const options = (['auto', ...presetsFor(inputs, outputs)] as const).map((value) => ({ value, label: t(`spread.${value}`) }));
  const all: readonly { value: LayoutPreset | 'auto' | 'hand'; label: string }[] = now === null ? [{ value: 'hand', label: t('spread.byHand') }, ...options] : options;
  return (
    <div className="form-row"><span>{t('speakers.preset')}</span><div>
      <Select label={t('speakers.preset')} options={all} value={now ?? 'hand'} onChange={(name) => {
        if (name !== 'hand') onPreset(name);
      }} />
    </div></div>
  );
}
