import { useId } from 'react';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string; hint: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** Kinds below each other, each with what it is; radio buttons to the keyboard. */
export function KindChoice<T extends string>({ label, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className="kinds" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}>
          <input type="radio" name={name} checked={option.value === value} aria-describedby={`${name}-${option.value}`} onChange={() => onChange(option.value)} />
          <b>{option.label}</b>
          <small id={`${name}-${option.value}`}>{option.hint}</small>
        </label>
      ))}
    </div>
  );
}
