import { useState } from 'react';
import { barredProps, useBarred } from '../../lib/barred';
import { MAX_DB } from '../../lib/fader';
import { formatGain, parseGain, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import { tell } from '../../lib/toasts';
import { Hand } from './Hand';

interface Props {
  name: string;
  gainDb: number;
  onChange: (gainDb: number) => void;
  unconfirmed?: boolean;
  className?: string;
  /** False where the head tells it. */
  unit?: boolean;
  /** Who turns it elsewhere just now. */
  hand?: string | null;
}

/** A gain that is read, and typed after a press. */
export function GainValue({ name, gainDb, onChange, unconfirmed, className = 'val', unit = true, hand = null }: Props) {
  const why = useBarred();
  const [typed, setTyped] = useState<string | null>(null);
  const value = withUnit(formatGain(gainDb), 'dB');
  const commit = (): void => {
    if (typed === null) return;
    setTyped(null);
    const gain = parseGain(typed);
    if (gain === null || gain > MAX_DB) tell(t('gain.bad'));
    else onChange(gain < -60 ? -Infinity : gain);
  };
  if (typed !== null) {
    return (
      <input className={`${className} num typing`} aria-label={t('gain.of', { name })} value={typed} autoFocus inputMode="decimal" size={6}
        onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={commit}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyped(null);
        }} />
    );
  }
  return (
    <button type="button" className={`${className} num ${unconfirmed ? 'unconfirmed' : ''}`} aria-label={t(why === null ? 'gain.edit' : 'gain.is', { name, value })} {...barredProps(why)}
      onClick={() => why === null ? setTyped(gainDb === -Infinity ? '−∞' : formatGain(gainDb)) : undefined}>
      <Hand who={hand} />{unit ? value : formatGain(gainDb)}
    </button>
  );
}
