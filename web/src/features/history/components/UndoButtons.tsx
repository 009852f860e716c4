import { Icon, type IconName } from '../../../components/ui/Icon';
import { describeChanges } from '../../../lib/changes';
import { t } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { drawer } from '../../../lib/ui-state';
import { useMe } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { useHistory } from '../api/use-history';
import { redo, undo } from '../undo';

/** Back, forth, and what was changed. Each says what it would do. */
export function UndoButtons() {
  const history = useHistory();
  const open = useStore(drawer) === 'history';
  if (!mayOperate(useMe())) return null;
  const [last, next] = [history.data?.undo[0], history.data?.redo[0]];
  return (
    <>
      <Act icon="undo" label={last ? t('undo.undoThis', { what: describeChanges(last.what) }) : t('undo.nothing')} hotkey="Ctrl Z" disabled={!last} onPress={() => void undo()} />
      <Act icon="redo" className="hide-phone" label={next ? t('undo.redoThis', { what: describeChanges(next.what) }) : t('undo.nothingRedo')} hotkey="Ctrl Shift Z" disabled={!next} onPress={() => void redo()} />
      <button type="button" className={`ib hide-phone ${open ? 'on' : ''}`} aria-label={t('history.open')} title={t('history.open')} aria-expanded={open} onClick={() => drawer.set(open ? 'none' : 'history')}><Icon name="clock" /></button>
    </>
  );
}

function Act({ icon, label, hotkey, disabled, onPress, className = '' }: { icon: IconName; label: string; hotkey: string; disabled: boolean; onPress: () => void; className?: string }) {
  return <button type="button" className={`ib ${className}`} aria-label={label} title={`${label}  ${hotkey}`} aria-disabled={disabled} disabled={disabled} onClick={onPress}><Icon name={icon} /></button>;
}
