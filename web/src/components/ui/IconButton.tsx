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
}

export function IconButton({ icon, label, onPress, pressed, hotkey, className = '' }: Props) {
  return (
    <button type="button" className={`ib ${pressed ? 'on' : ''} ${className}`} aria-label={label} aria-pressed={pressed} title={hotkey ? `${label}  ${hotkey}` : label}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}>
      <Icon name={icon} />
    </button>
  );
}
