import { ActButton } from '../../../components/ui/ActButton';
import { IconButton } from '../../../components/ui/IconButton';
import { Popover } from '../../../components/ui/Popover';
import type { Kind } from '../../../api/types';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { groupThem } from '../../../live/commands';
import { enableMany, removeMany, routeMany, setGainOfMany } from '../../../live/many';
import { GainForm, OtherSide } from './BulkForms';

const KINDS: readonly Kind[] = ['routes', 'sources', 'sinks'];

/** What can be done with all that is checked, each as one change. */
export function BulkBar({ checked, onDone }: { checked: ReadonlySet<string>; onDone: () => void }) {
  const live = useLive();
  const chosen = KINDS.flatMap((kind) => (live[kind] as { config_id: string; enabled: boolean }[]).filter(({ config_id }) => checked.has(config_id)).map(({ config_id, enabled }) => ({ kind, id: config_id, enabled })));
  const [first] = chosen;
  if (!first) return null;
  const { kind } = first;
  const oneKind = kind !== 'routes' && chosen.every((one) => one.kind === kind) ? kind : null;
  const ids = chosen.map(({ id }) => id);
  return (
    <div className="bulk" role="toolbar" aria-label={t('list.chosen', { count: chosen.length })}>
      <b className="num">{t('list.chosen', { count: chosen.length })}</b>
      {chosen.some(({ enabled }) => enabled) ? <ActButton className="btn q" onClick={() => void enableMany(chosen, false)}>{t('list.turnOff')}</ActButton> : null}
      {chosen.some(({ enabled }) => !enabled) ? <ActButton className="btn q" onClick={() => void enableMany(chosen, true)}>{t('list.turnOn')}</ActButton> : null}
      <Popover acts className="btn q" button={t('list.setGain')} title={t('list.setGain')}><GainForm onGain={(gainDb) => void setGainOfMany(chosen, gainDb)} /></Popover>
      {oneKind ? (
        <Popover acts className="btn q" button={t(oneKind === 'sources' ? 'list.routeTo' : 'list.routeFrom')} title={t(oneKind === 'sources' ? 'list.routeTo' : 'list.routeFrom')}>
          <OtherSide kind={oneKind === 'sources' ? 'sinks' : 'sources'} onPick={(id) => void (oneKind === 'sources' ? routeMany(ids, [id]) : routeMany([id], ids))} />
        </Popover>
      ) : null}
      {oneKind && chosen.length > 1 ? <ActButton className="btn q" onClick={() => {
        onDone();
        void groupThem(oneKind, ids);
      }}>{t('list.group')}</ActButton> : null}
      <ActButton className="btn danger" onClick={() => {
        onDone();
        void removeMany(chosen);
      }}>{t('list.remove')}</ActButton>
      <IconButton icon="close" label={t('list.chooseNone')} onPress={onDone} />
    </div>
  );
}
