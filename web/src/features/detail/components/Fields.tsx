import { sentenceOf } from '../../../api/client';
import type { Kind, Objects } from '../../../api/types';
import { Switch } from '../../../components/ui/Switch';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { tell } from '../../../lib/toasts';
import { edits } from '../../../live/session';
import { numberOr, useField, type ChangeOf } from '../hooks/use-field';

interface FieldProps<K extends Kind> {
  kind: K;
  id: string;
  field: keyof Objects[K] & string;
  label: string;
  now: string | number | null;
  unit?: string;
  placeholder?: string;
  number?: boolean;
}

/** A line with a value that is typed, checked by the server as one types. */
export function EditedField<K extends Kind>({ kind, id, field, label, now, unit, placeholder, number = false }: FieldProps<K>) {
  const toChange: ChangeOf<K> = (text) => ({ [field]: number ? numberOr(text) : text }) as Partial<Objects[K]>;
  const typed = useField(kind, id, field, now === null ? '' : String(now), toChange);
  return (
    <TextField label={label} value={typed.text} problem={typed.problem} note={typed.meanwhile} unit={unit} placeholder={placeholder} inputMode={number ? 'decimal' : 'text'}
      onChange={typed.change} onCommit={typed.commit} onCancel={typed.cancel} />
  );
}

/** Changes at once; what is refused goes back and is told. */
export function setAtOnce<K extends Kind>(kind: K, id: string, change: Partial<Objects[K]>): void {
  edits.set(kind, id, change).catch((refusal: unknown) => tell(sentenceOf(refusal)));
}

/** A line with a switch, and what it does below its name. */
export function SwitchRow({ label, hint, on, onChange }: { label: string; hint?: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <div className="switch-row">
      <div><span>{label}</span>{hint ? <p className="fact">{hint}</p> : null}</div>
      <Switch on={on} label={label} onChange={onChange} />
    </div>
  );
}

export function Told({ label, children }: { label: string; children: React.ReactNode }) {
  return <FormRow label={label}><span className="told num">{children}</span></FormRow>;
}
