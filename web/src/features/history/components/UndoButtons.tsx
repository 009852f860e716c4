import { Icon, type IconName } from '../../../components/ui/Icon';
import { describeChanges } from '../../../lib/changes';
import { barredProps } from '../../../lib/barred';
import { t } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { MODIFIER } from '../../../lib/shortcuts';
import { drawer } from '../../../lib/ui-state';
import { useMe } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { useHistory } from '../../../lib/use-history';
import { openHistory, redo, undo } from '../undo';

/** Back, forth, and what was changed. Each says what it would do. */
export function UndoButtons() {
  const history = useHistory();
  const open = useStore(drawer) === 'history';
  const why = mayOperate(useMe()) ? null : t('barred.listener');
  const [last, next] = [history.data?.undo[0], history.data?.redo[0]];
  return (
    <>
      <Act icon="undo" label={last ? t('undo.undoThis', { what: describeChanges(last.what) }) : t('undo.nothing')} hotkey={`${MODIFIER} Z`} disabled={!last} why={why} onPress={() => void undo()} />
      <Act icon="redo" className="hide-phone hide-narrow" label={next ? t('undo.redoThis', { what: describeChanges(next.what) }) : t('undo.nothingRedo')} hotkey={`${MODIFIER} Shift Z`} disabled={!next} why={why} onPress={() => void redo()} />
      <button type="button" className={`ib hide-phone hide-narrow ${open ? 'on' : ''}`} aria-label={t('history.open')} title={t('history.open')} aria-expanded={open} {...barredProps(why)} onClick={() => why === null && openHistory()}><Icon name="clock" /></button>
    </>
  );
}

function Act({ icon, label, hotkey, disabled, why, onPress, className = '' }: { icon: IconName; label: string; hotkey: string; disabled: boolean; why: string | null; onPress: () => void; className?: string }) {
  return <button type="button" className={`ib ${className}`} aria-label={label} title={`${label}  ${hotkey}`} aria-disabled={disabled} disabled={disabled && why === null} {...barredProps(why)} onClick={() => why === null && onPress()}><Icon name={icon} /></button>;
}
