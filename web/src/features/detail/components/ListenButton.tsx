import type { Kind } from '../../../api/types';
import { IconButton } from '../../../components/ui/IconButton';
import { t } from '../../../lib/i18n';
import { useHeard } from '../../../lib/use-live';
import { toggleListening } from '../../../live/listening';

export function ListenButton({ kind, id, name }: { kind: Kind; id: string; name: string }) {
  const heard = useHeard(id);
  return <IconButton icon="listen" pressed={heard} hotkey="L" label={t(heard ? 'row.stopListening' : 'row.listen', { name })} onPress={() => toggleListening(kind, id)} />;
}
