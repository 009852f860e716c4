import type { MouseEvent, PointerEvent } from 'react';
import type { EndpointStatus } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { Meter, Peak } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { factsOf, useClipped, useHeard, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { soloed } from '../../../live/solo';
import { stars } from '../../../live/stars';

export interface RowProps {
  endpoint: Endpoint;
  selected: boolean;
  /** Dropping here makes a route, or is where one is taken already. */
  drop: 'no' | 'valid' | 'over' | 'taken';
  tabStop: boolean;
  /** Its buttons are shown, in the place of the peak. */
  active: boolean;
  /** How many groups it stands in. */
  depth: number;
  lastOfGroup: boolean;
  /** What is dragged would be put before it. */
  insert: boolean;
  height: number;
  onPress: () => void;
  onOpen: () => void;
  onPointerDown: (event: PointerEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
  onActive: (row: HTMLElement) => void;
}

export function rowClass({ endpoint, selected, drop, active, depth, lastOfGroup, insert }: RowProps, dead: boolean): string {
  const side = endpoint.kind === 'sources' ? 'in' : 'out';
  return `row ${side} drop-${drop}${dead ? ' dead' : ''}${selected ? ' selected' : ''}${active ? ' active' : ''}${depth > 0 ? ' member' : ''}${lastOfGroup ? ' last' : ''}${insert ? ' insert' : ''}${drop === 'over' ? ' drop' : ''}`;
}

/** Name, kind and format or the one thing wrong, peak, meter. */
export function EndpointRow(props: RowProps & { status: EndpointStatus | undefined }) {
  const { endpoint, status, selected, drop, tabStop, height, onPress, onOpen, onPointerDown, onContextMenu, onActive } = props;
  const { object, kind } = endpoint;
  const id = object.config_id;
  const facts = factsOf(endpoint, status);
  const heard = useHeard(id);
  const clip = useClipped(id);
  const starred = useStore(stars).has(id);
  const alone = useStore(soloed).has(id);
  return (
    <div className={rowClass(props, facts.dead)} style={{ height }} data-row={id} data-side={kind === 'sources' ? 'in' : 'out'}
      role="option" aria-selected={selected} tabIndex={tabStop ? 0 : -1}
      onClick={onPress} onDoubleClick={onOpen} onPointerDown={onPointerDown} onContextMenu={onContextMenu} onPointerEnter={(event) => onActive(event.currentTarget)} onFocus={(event) => onActive(event.currentTarget)}>
      <div className="row-top">
        <b>{object.name}</b>
        {starred ? <span className="mark" title={t('row.starred')}><Icon name="starred" /></span> : null}
        {heard ? <span className="mark" title={t('row.heard')}><Icon name="listen" /></span> : null}
        {alone ? <span className="solo-mark">{t('solo.mark')}</span> : null}
        {drop === 'taken' ? <span className="fact taken">{t('patch.already')}</span> : <Peak id={id} dead={facts.dead} />}
      </div>
      <div className="row-sub">
        <RowFacts off={!object.enabled} problem={facts.problem} kindName={facts.kindName} format={facts.format} />
      </div>
      <Meter id={id} dead={facts.dead} />
      {clip ? <span className="hidden">{t('row.clipped', { name: object.name })}</span> : null}
    </div>
  );
}

function RowFacts({ off, problem, kindName, format }: { off: boolean; problem: string | null; kindName: string; format: string | null }) {
  if (problem) return <span className="flag err"><Icon name="alarm" /><span>{problem}</span></span>;
  if (off) return <span className="fact">{[kindName, t('state.off')].filter(Boolean).join(' · ')}</span>;
  return <span className="fact">{kindName}{format ? <span className="f2">{kindName ? ' · ' : ''}{format}</span> : null}</span>;
}
