import { useId, type ReactNode } from 'react';
import { barredProps, useBarred } from '../../lib/barred';
import { Icon } from './Icon';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Called with Enter and when the field is left. */
  onCommit?: () => void;
  /** Called with Escape: what was typed is given up. */
  onCancel?: () => void;
  problem?: string | null;
  /** Something to know, below the field. */
  note?: string | null;
  unit?: string | undefined;
  placeholder?: string | undefined;
  inputMode?: 'text' | 'decimal' | 'numeric';
  autoFocus?: boolean;
  hideValue?: boolean;
}

/** A line of a form: name left, value and unit in one box, the problem as a sentence below. */
export function TextField(props: Props) {
  const { label, value, onChange, onCommit, onCancel, problem, note, unit, placeholder, inputMode = 'text', autoFocus, hideValue } = props;
  const id = useId();
  const why = useBarred();
  return (
    <FormRow label={label} htmlFor={id}>
      <span className={`field ${problem ? 'bad' : ''}`}>
        <input id={id} type={hideValue ? 'password' : 'text'} value={value} placeholder={placeholder} inputMode={inputMode} autoFocus={autoFocus} autoComplete="off" spellCheck={false} readOnly={why !== null} {...barredProps(why)}
          aria-invalid={problem ? true : undefined} aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => onChange(event.target.value)} onBlur={onCommit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onCommit?.();
            if (event.key === 'Escape' && onCancel) {
              event.stopPropagation();
              onCancel();
            }
          }} />
        {unit ? <span>{unit}</span> : null}
      </span>
      {problem ? <p className="problem" id={`${id}-problem`}><Icon name="alarm" /><span>{problem}</span></p> : null}
      {note ? <p className="fact note">{note}</p> : null}
    </FormRow>
  );
}

export function FormRow({ label, htmlFor, children }: { label: string; htmlFor?: string; children: ReactNode }) {
  return (
    <div className="form-row">
      {htmlFor ? <label htmlFor={htmlFor}>{label}</label> : <span>{label}</span>}
      <div>{children}</div>
    </div>
  );
}
