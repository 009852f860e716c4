import { useId } from 'react';

export interface Option<T> {
  value: T;
  label: string;
}

interface Props<T> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** A few alternatives beside each other; radio buttons to the keyboard. */
export function Choice<T extends string | number>({ label, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** More alternatives than fit beside each other. */
export function Select<T extends string | number>({ label, options, value, onChange }: Props<T>) {
  return (
    <select className="select" aria-label={label} value={String(value)}
      onChange={(event) => {
        const picked = options.find((option) => String(option.value) === event.target.value);
        if (picked) onChange(picked.value);
      }}>
      {options.map((option) => <option key={option.value} value={String(option.value)}>{option.label}</option>)}
    </select>
  );
}
