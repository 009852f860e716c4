import { IconButton } from '../../../components/ui/IconButton';
import { t } from '../../../lib/i18n';
import { useHeard, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';
import { stars } from '../../../live/stars';

/** Star, listen and mute for the row under the pointer or with the focus. Beside the listbox, since options hold no buttons. */
export function RowActions({ endpoint, top }: { endpoint: Endpoint; top: number }) {
  const { kind, object } = endpoint;
  const { name, config_id: id, enabled } = object;
  const heard = useHeard(id);
  const starred = useStore(stars).has(id);
  return (
    <div className="row-actions" style={{ top }}>
      <IconButton icon={starred ? 'starred' : 'star'} className="star" hotkey="F" label={t(starred ? 'row.unstar' : 'row.star', { name })} onPress={() => stars.toggle(id)} />
      <IconButton icon="listen" pressed={heard} hotkey="L" label={t(heard ? 'row.stopListening' : 'row.listen', { name })} onPress={() => toggleListening(kind, id)} />
      <IconButton changes icon="mute" pressed={!enabled} hotkey="M" label={t(enabled ? 'row.mute' : 'row.unmute', { name })} onPress={() => void setEnabled(kind, id, !enabled)} />
    </div>
  );
}
