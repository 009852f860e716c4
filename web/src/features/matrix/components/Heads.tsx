import { memo } from 'react';
import type { EndpointStatus, Sink, Source } from '../../../api/types';
import { Meter } from '../../../components/ui/Meters';
import type { Line } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { menuOf } from '../../../lib/row-menu';
import { select, show } from '../../../lib/ui-state';
import { factsOf, sameFacts } from '../../../lib/use-live';

interface HeadProps<T> {
  line: Line<T & (Source | Sink)>;
  status: EndpointStatus | undefined;
  /** Whose levels it shows. */
  leafIds: readonly string[];
  width: number;
}

export const SinkHead = memo(function SinkHead({ line, status, leafIds, left, width, index }: HeadProps<Sink> & { left: number; index: number }) {
  const { object, depth } = line;
  const facts = factsOf({ kind: 'sinks', object }, status);
  return (
    <div className={`mx-sink ${depth > 0 || object.is_group ? 'bracket' : ''} ${facts.dead ? 'dead' : ''}`} role="columnheader" aria-colindex={index} style={{ left, width }} title={object.name}
      onClick={() => select('sinks', object.config_id)} onDoubleClick={() => show('sinks', object.config_id)} {...menuOf('sinks', object.config_id)}>
      <b>{object.name}</b>
      <span className={`fact ${facts.problem ? 'err' : ''}`}>{facts.problem ?? (object.enabled ? facts.kindName : t('state.off'))}</span>
      <Meter id={leafIds} dead={facts.dead} />
    </div>
  );
}, sameHead);

/** Its row owns it by its id: all names lie in one part that stays at the left, which is drawn in one go. */
export const SourceHead = memo(function SourceHead({ line, status, leafIds, width, top, height }: HeadProps<Source> & { top: number; height: number }) {
  const { object, depth } = line;
  const facts = factsOf({ kind: 'sources', object }, status);
  return (
    <div id={sourceHeadId(object)} className={`mx-source ${depth > 0 ? 'member' : ''} ${facts.dead ? 'dead' : ''}`} role="rowheader" aria-colindex={1} style={{ width, top, height }} title={object.name}
      onClick={() => select('sources', object.config_id)} onDoubleClick={() => show('sources', object.config_id)} {...menuOf('sources', object.config_id)}>
      <div><b>{object.name}</b><span className={`fact ${facts.problem ? 'err' : ''}`}>{facts.problem ?? (object.enabled ? facts.kindName : t('state.off'))}</span></div>
      <Meter id={leafIds} dead={facts.dead} />
    </div>
  );
}, sameHead);

export const sourceHeadId = ({ config_id }: Source): string => `mx-${config_id}`;

/** Leaves are a new list with each drawing. */
function sameHead<P extends HeadProps<Sink> | HeadProps<Source>>(before: P, after: P): boolean {
  return (Object.keys(after) as (keyof P)[]).every((key) => key === 'line' || key === 'status' || key === 'leafIds' || before[key] === after[key])
    && before.line.object === after.line.object && before.line.depth === after.line.depth && before.leafIds.join() === after.leafIds.join()
    && sameFacts(before.status, after.status);
}
