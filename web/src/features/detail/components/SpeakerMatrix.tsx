import { useState, type KeyboardEvent } from 'react';
import type { SpeakerLayout } from '../../../api/types';
import { barredProps, useBarred } from '../../../lib/barred';
import { MOST_GAIN } from '../../../lib/channels';
import { formatGain, parseGain } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';

interface Props {
  layout: SpeakerLayout;
  inputs: string[];
  outputs: string[];
  onChange: (layout: SpeakerLayout) => void;
}

const gainDbOf = (gain: number): number => (gain === 0 ? -Infinity : 20 * Math.log10(Math.abs(gain)));
const figureOf = (gain: number): string => (gain === 0 ? '·' : `${gain < 0 ? '⌀ ' : ''}${formatGain(gainDbOf(gain))}`);
const MOST_DB = 20 * Math.log10(MOST_GAIN);

/** Rows come in, columns go out; a cell is its gain in dB, a dot is nothing. */
export function SpeakerMatrix({ layout, inputs, outputs, onChange }: Props) {
  const [at, setAt] = useState({ input: 0, output: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  const why = useBarred();
  const set = (input: number, output: number, gain: number): void => {
    if (why === null) onChange({ auto_mode: false, matrix: layout.matrix.map((row, i) => (i === input ? row.map((before, o) => (o === output ? Math.round(gain * 1e4) / 1e4 : before)) : row)) });
  };
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
    else if (event.key === 'Enter' && why === null) setTyped(figureOf(gain));
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
                          {...barredProps(why)} onFocus={() => setAt({ input, output: index })} onClick={() => set(input, index, gain === 0 ? 1 : 0)} onKeyDown={(event) => press(event, gain)}>{figureOf(gain)}</button>}
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
