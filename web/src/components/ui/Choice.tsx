import { useId } from 'react';
import { barredProps, useBarred } from '../../lib/barred';

export interface Option<T> {
  value: T;
  label: string;
}

interface Props<T> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** It only chooses what is seen, which everybody may. */
  free?: boolean;
}

function useWhy(free: boolean): string | null {
  const why = useBarred();
  return free ? null : why;
}

/** A few alternatives beside each other; radio buttons to the keyboard. */
export function Choice<T extends string | number>({ label, options, value, onChange, free = false }: Props<T>) {
  const name = useId();
  const why = useWhy(free);
  return (
    <div className="seg" role="radiogroup" aria-label={label} {...barredProps(why)}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}>
          <input type="radio" name={name} checked={option.value === value} disabled={why !== null} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** More alternatives than fit beside each other. */
export function Select<T extends string | number>({ label, options, value, onChange, free = false }: Props<T>) {
  const why = useWhy(free);
  return (
    <select className="select" aria-label={label} value={String(value)} disabled={why !== null} title={why ?? undefined}
      onChange={(event) => {
        const picked = options.find((option) => String(option.value) === event.target.value);
        if (picked) onChange(picked.value);
      }}>
      {options.map((option) => <option key={option.value} value={String(option.value)}>{option.label}</option>)}
    </select>
  );
}
