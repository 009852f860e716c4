import { Icon } from '../../../components/ui/Icon';
import { volumeToDb } from '../../../lib/fader';
import { formatGain, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useStore } from '../../../lib/use-store';
import { folded } from '../../../live/stars';
import { rowClass, type RowProps } from './EndpointRow';

/** The head of a group: its name, how many it holds, its gain. Its members stand below, unless it is folded. */
export function GroupRow(props: RowProps) {
  const { endpoint, selected, drop, tabStop, height, onPress, onOpen, onPointerDown, onContextMenu, onActive } = props;
  const { object, kind } = endpoint;
  const id = object.config_id;
  const closed = useStore(folded).has(id);
  return (
    <div className={`${rowClass(props, !object.enabled)} group-row${closed ? ' closed' : ''}`} style={{ height }} data-row={id} data-side={kind === 'sources' ? 'in' : 'out'}
      role="option" aria-selected={selected} tabIndex={tabStop ? 0 : -1}
      onClick={onPress} onDoubleClick={onOpen} onPointerDown={onPointerDown} onContextMenu={onContextMenu} onPointerEnter={(event) => onActive(event.currentTarget)} onFocus={(event) => onActive(event.currentTarget)}>
      <span className="fold" title={t(closed ? 'group.open' : 'group.fold', { name: object.name })}
        onClick={(event) => {
          event.stopPropagation();
          folded.toggle(id);
        }}><Icon name="fold" /></span>
      <b>{object.name}</b>
      <span className="fact">{t('kind.group', { count: object.group_members.length })}{object.enabled ? '' : ` · ${t('state.off')}`}</span>
      {closed ? <span className="hidden">{t('group.folded')}</span> : null}
      {drop === 'taken' ? <span className="fact taken">{t('patch.already')}</span> : <span className="num pk">{withUnit(formatGain(volumeToDb(object.volume)), 'dB')}</span>}
    </div>
  );
}
