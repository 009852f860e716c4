import { useState } from 'react';
import { barredProps, useBarred } from '../../lib/barred';
import { formatNumber, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';

interface Props {
  /** What it is the value of. */
  name: string;
  value: number;
  unit: string;
  onChange: (value: number) => void;
  unconfirmed?: boolean;
  /** A step of the arrow keys. */
  step?: number;
  className?: string;
}

/** A number that is read, and typed after a press; arrows turn it. What it may be, the server says. */
export function NumberValue({ name, value, unit, onChange, unconfirmed, step = 1, className = 'val' }: Props) {
  const why = useBarred();
  const [typed, setTyped] = useState<string | null>(null);
  const figure = withUnit(formatNumber(value), unit);
  const commit = (): void => {
    if (typed === null) return;
    setTyped(null);
    const next = Number(typed.trim().replace(/\s*[a-zµ]+$/i, '').replace(',', '.').replace('\u2212', '-'));
    if (typed.trim() !== '' && Number.isFinite(next) && next !== value) onChange(next);
  };
  if (typed !== null) {
    return (
      <input className={`${className} num typing`} aria-label={name} value={typed} autoFocus inputMode="decimal" size={6}
        onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={commit}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyped(null);
        }} />
    );
  }
  return (
    <button type="button" className={`${className} num ${unconfirmed ? 'unconfirmed' : ''}`} aria-label={t('number.edit', { name, value: figure })} {...barredProps(why)} onClick={() => why === null ? setTyped(formatNumber(value)) : undefined}
      onKeyDown={(event) => {
        const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (way === 0 || why !== null) return;
        event.preventDefault();
        onChange(value + way * (event.shiftKey ? 10 : 1) * step);
      }}>
      {figure}
    </button>
  );
}
