import { memo } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { volumeToDb } from '../../../lib/fader';
import { formatGain, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useStore } from '../../../lib/use-store';
import { folded } from '../../../live/stars';
import { actsOf, rowClass, type RowProps } from './EndpointRow';

/** The head of a group: its name, how many it holds, its gain. Its members stand below, unless it is folded. */
export const GroupRow = memo(function GroupRow(props: RowProps) {
  const { kind, object, selected, drop, tabStop, height } = props;
  const id = object.config_id;
  const closed = useStore(folded).has(id);
  return (
    <div className={`${rowClass(props, !object.enabled)} group-row${closed ? ' closed' : ''}`} style={{ height }} data-row={id} data-side={kind === 'sources' ? 'in' : 'out'}
      role="option" aria-selected={selected} tabIndex={tabStop ? 0 : -1}
      {...actsOf(props)}>
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
});
