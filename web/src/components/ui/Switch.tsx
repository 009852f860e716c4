import { barredProps, useBarred } from '../../lib/barred';

export function Switch({ on, label, onChange }: { on: boolean; label: string; onChange: (on: boolean) => void }) {
  const why = useBarred();
  return (
    <button type="button" role="switch" aria-checked={on} aria-label={label} className={`switch ${on ? 'on' : ''}`} {...barredProps(why)} onClick={() => why === null ? onChange(!on) : undefined}>
      <i />
    </button>
  );
}
