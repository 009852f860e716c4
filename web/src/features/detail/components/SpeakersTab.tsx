import { useState, type KeyboardEvent } from 'react';
import type { Kind, Route, Sink, Source, SpeakerLayout } from '../../../api/types';
import { Choice, Select } from '../../../components/ui/Choice';
import { AUTO, inputsOf, LAYOUT_PRESETS, MATRIX_SIZE, MOST_GAIN, outputsOf, presetOf, type LayoutPreset } from '../../../lib/channels';
import { formatGain, parseGain } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { useLive } from '../../../lib/use-live';
import { edits } from '../../../live/session';
import { setAtOnce } from './Fields';
import { TestTones } from './TestTones';

interface Props {
  kind: Kind;
  object: Source | Sink | Route;
}

const COUNTS = [1, 2, 4, 6, 8].map((value) => ({ value, label: String(value) }));

/** How channels that come in are spread over those that go out. */
export function SpeakersTab({ kind, object }: Props) {
  const { sinks } = useLive();
  const { config_id: id, speaker_layouts: layouts } = object;
  const [inputs, setInputs] = useState(() => Number(Object.keys(layouts).find((count) => layouts[count]?.auto_mode === false) ?? 2));
  const sink = kind === 'sinks' ? (object as Sink) : kind === 'routes' ? sinks.find(({ name }) => name === (object as Route).sink) : undefined;
  const outputs = sink && !sink.is_group ? outputsOf(sink.channel_layout, sink.channels) : inputsOf(MATRIX_SIZE);
  const layout = layouts[inputs] ?? AUTO;
  const put = (next: SpeakerLayout): void => {
    const change = { ...layouts, [inputs]: next };
    edits.drag(kind, id, 'speaker_layouts', change);
  };
  return (
    <div className="speakers-tab">
      <section className="group">
        <div className="form-row"><span>{t('speakers.comesIn')}</span><div><Choice label={t('speakers.comesIn')} options={COUNTS} value={inputs} onChange={setInputs} /></div></div>
        <PresetRow layout={layout} inputs={inputs} outputs={outputs.length} onPreset={(name) => setAtOnce(kind, id, { speaker_layouts: { ...layouts, [inputs]: name === 'auto' ? AUTO : { auto_mode: false, matrix: LAYOUT_PRESETS[name] } } })} />
        {layout.auto_mode
          ? <p className="fact auto">{t('speakers.autoHint')}</p>
          : <Matrix layout={layout} inputs={inputsOf(inputs)} outputs={outputs} onChange={put} />}
        {layout.auto_mode ? <button type="button" className="btn q" onClick={() => setAtOnce(kind, id, { speaker_layouts: { ...layouts, [inputs]: { auto_mode: false, matrix: LAYOUT_PRESETS.straight } } })}>{t('speakers.byHand')}</button> : <p className="fact">{t('speakers.matrixHint')}</p>}
      </section>
      {sink && !sink.is_group ? <TestTones key={sink.config_id} sink={sink} outputs={outputs} /> : null}
    </div>
  );
}

const NAMES: readonly (LayoutPreset | 'auto')[] = ['auto', 'straight', 'swap', 'mono', 'left', 'right', 'everywhere'];

interface PresetProps {
  layout: SpeakerLayout;
  inputs: number;
  outputs: number;
  onPreset: (name: LayoutPreset | 'auto') => void;
}

function PresetRow({ layout, inputs, outputs, onPreset }: PresetProps) {
  const now = presetOf(layout, inputs, outputs);
  const options = NAMES.filter((name) => inputs >= 2 || name === 'auto' || name === 'straight' || name === 'everywhere').map((value) => ({ value, label: t(`spread.${value}`) }));
  const all: readonly { value: LayoutPreset | 'auto' | 'hand'; label: string }[] = now === null ? [{ value: 'hand', label: t('spread.byHand') }, ...options] : options;
  return (
    <div className="form-row"><span>{t('speakers.preset')}</span><div>
      <Select label={t('speakers.preset')} options={all} value={now ?? 'hand'} onChange={(name) => {
        if (name !== 'hand') onPreset(name);
      }} />
    </div></div>
  );
}

interface MatrixProps {
  layout: SpeakerLayout;
  inputs: string[];
  outputs: string[];
  onChange: (layout: SpeakerLayout) => void;
}

const gainDbOf = (gain: number): number => (gain === 0 ? -Infinity : 20 * Math.log10(Math.abs(gain)));
const figureOf = (gain: number): string => (gain === 0 ? '·' : `${gain < 0 ? '⌀ ' : ''}${formatGain(gainDbOf(gain))}`);
const MOST_DB = 20 * Math.log10(MOST_GAIN);

/** Rows come in, columns go out; a cell is its gain in dB, a dot is nothing. */
function Matrix({ layout, inputs, outputs, onChange }: MatrixProps) {
  const [at, setAt] = useState({ input: 0, output: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  const set = (input: number, output: number, gain: number): void =>
    onChange({ auto_mode: false, matrix: layout.matrix.map((row, i) => (i === input ? row.map((before, o) => (o === output ? Math.round(gain * 1e4) / 1e4 : before)) : row)) });
  const commit = (): void => {
    if (typed === null) return;
    const bare = typed.replace('⌀', '').trim();
    const gainDb = bare === '·' || bare === '' ? -Infinity : parseGain(bare);
    setTyped(null);
    if (gainDb === null || gainDb > MOST_DB) tell(t('speakers.badGain'));
    else set(at.input, at.output, (typed.includes('⌀') ? -1 : 1) * (gainDb === -Infinity ? 0 : 10 ** (gainDb / 20)));
  };
  const press = (event: KeyboardEvent<HTMLElement>, gain: number): void => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const turn = { '+': 1, '=': 1, '-': -1 }[event.key];
    if (step) {
      const [input, output] = [clamp(at.input + (step[0] ?? 0), inputs.length), clamp(at.output + (step[1] ?? 0), outputs.length)];
      setAt({ input, output });
      event.currentTarget.closest('table')?.querySelector<HTMLElement>(`[data-cell="${input}/${output}"]`)?.focus();
    } else if (turn) set(at.input, at.output, nudged(gain, turn * (event.shiftKey ? 0.1 : 0.5)));
    else if (event.key === ' ') set(at.input, at.output, gain === 0 ? 1 : 0);
    else if (event.key === 'Delete' || event.key === 'Backspace') set(at.input, at.output, 0);
    else if (event.key === '0') set(at.input, at.output, 1);
    else if (event.key.toLowerCase() === 'i') set(at.input, at.output, -gain);
    else if (event.key === 'Enter') setTyped(figureOf(gain));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="matrix-scroll">
      <table className="speaker-matrix num" role="grid" aria-label={t('speakers.matrix')}>
        <thead><tr role="row"><th scope="col"><span className="in">{t('speakers.in')}</span></th>{outputs.map((name) => <th key={name} scope="col" role="columnheader" className="out">{name}</th>)}</tr></thead>
        <tbody>
          {inputs.map((name, input) => (
            <tr key={name} role="row">
              <th scope="row" role="rowheader" className="in">{name}</th>
              {outputs.map((output, index) => {
                const gain = layout.matrix[input]?.[index] ?? 0;
                const here = at.input === input && at.output === index;
                return (
                  <td key={output} role="gridcell">
                    {here && typed !== null
                      ? <input value={typed} autoFocus aria-label={t('speakers.cell', { input: name, output, value: figureOf(gain) })} onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={commit}
                          onKeyDown={(event) => {
                            event.stopPropagation();
                            if (event.key === 'Enter') commit();
                            if (event.key === 'Escape') setTyped(null);
                          }} />
                      : <button type="button" data-cell={`${input}/${index}`} tabIndex={here ? 0 : -1} className={gain === 0 ? 'none' : ''} style={{ ['--gain' as string]: Math.min(1, Math.abs(gain)) }}
                          aria-label={t('speakers.cell', { input: name, output, value: gain === 0 ? t('speakers.nothing') : figureOf(gain) })}
                          onFocus={() => setAt({ input, output: index })} onClick={() => set(input, index, gain === 0 ? 1 : 0)} onKeyDown={(event) => press(event, gain)}>{figureOf(gain)}</button>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const clamp = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));

const LEAST_DB = -60;
function nudged(gain: number, stepDb: number): number {
  if (gain === 0) return stepDb > 0 ? 10 ** (LEAST_DB / 20) : 0;
  const next = Math.min(MOST_DB, Math.round((gainDbOf(gain) + stepDb) * 10) / 10);
  return next < LEAST_DB ? 0 : Math.sign(gain) * 10 ** (next / 20);
}
