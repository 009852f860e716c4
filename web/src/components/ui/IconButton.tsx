import { barredProps, useBarred } from '../../lib/barred';
import { Icon, type IconName } from './Icon';

interface Props {
  icon: IconName;
  label: string;
  onPress: () => void;
  /** For toggles: whether it is on. */
  pressed?: boolean;
  /** The key that does the same, shown with the name. */
  hotkey?: string;
  className?: string;
  /** It changes something, which not everybody may. */
  changes?: boolean;
}

export function IconButton({ icon, label, onPress, pressed, hotkey, className = '', changes = false }: Props) {
  const barred = useBarred();
  const why = changes ? barred : null;
  return (
    <button type="button" className={`ib ${pressed ? 'on' : ''} ${className}`} aria-label={label} aria-pressed={pressed} title={hotkey ? `${label}  ${hotkey}` : label} {...barredProps(why)}
      onClick={(event) => {
        event.stopPropagation();
        if (why === null) onPress();
      }}>
      <Icon name={icon} />
    </button>
  );
}
