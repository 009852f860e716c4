import { ActButton } from '../../../components/ui/ActButton';
import { IconButton } from '../../../components/ui/IconButton';
import type { Kind } from '../../../api/types';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { groupThem, remove, setEnabled } from '../../../live/commands';

const KINDS: readonly Kind[] = ['routes', 'sources', 'sinks'];

/** What can be done with all that is checked. */
export function BulkBar({ checked, onDone }: { checked: ReadonlySet<string>; onDone: () => void }) {
  const live = useLive();
  const chosen = KINDS.flatMap((kind) => (live[kind] as { config_id: string; enabled: boolean }[]).filter(({ config_id }) => checked.has(config_id)).map(({ config_id, enabled }) => ({ kind, id: config_id, enabled })));
  const [first] = chosen;
  if (!first) return null;
  const turn = (enabled: boolean): void => {
    for (const { kind, id } of chosen) void setEnabled(kind, id, enabled);
  };
  const removeAll = async (): Promise<void> => {
    onDone();
    for (const { kind, id } of chosen) await remove(kind, id);
  };
  const { kind } = first;
  const ofOneKind = kind !== 'routes' && chosen.length > 1 && chosen.every((one) => one.kind === kind);
  return (
    <div className="bulk" role="toolbar" aria-label={t('list.chosen', { count: chosen.length })}>
      <b className="num">{t('list.chosen', { count: chosen.length })}</b>
      {chosen.some(({ enabled }) => enabled) ? <ActButton className="btn q" onClick={() => turn(false)}>{t('list.turnOff')}</ActButton> : null}
      {chosen.some(({ enabled }) => !enabled) ? <ActButton className="btn q" onClick={() => turn(true)}>{t('list.turnOn')}</ActButton> : null}
      {ofOneKind ? <ActButton className="btn q" onClick={() => {
        onDone();
        void groupThem(kind, chosen.map(({ id }) => id));
      }}>{t('list.group')}</ActButton> : null}
      <ActButton className="btn danger" onClick={() => void removeAll()}>{t('list.remove')}</ActButton>
      <IconButton icon="close" label={t('list.chooseNone')} onPress={onDone} />
    </div>
  );
}
