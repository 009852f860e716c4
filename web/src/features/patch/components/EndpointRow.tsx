import { memo, type MouseEvent, type PointerEvent } from 'react';
import type { EndpointStatus, Sink, Source } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { Meter, Peak } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { factsOf, sameFacts, useClipped, useHeard, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { soloed } from '../../../live/solo';
import { stars } from '../../../live/stars';

/** What rows do, the same for all of a column. */
export interface RowActs {
  onPress: (endpoint: Endpoint) => void;
  onOpen: (id: string) => void;
  onPointerDown: (event: PointerEvent, id: string) => void;
  onContextMenu: (event: MouseEvent, id: string) => void;
  onActive: (row: HTMLElement, id: string) => void;
}

export interface RowProps {
  kind: 'sources' | 'sinks';
  object: Source | Sink;
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
  acts: RowActs;
}

/** Handlers of a row. */
export const actsOf = ({ kind, object, acts }: RowProps) => ({
  onClick: () => acts.onPress({ kind, object } as Endpoint),
  onDoubleClick: () => acts.onOpen(object.config_id),
  onPointerDown: (event: PointerEvent) => acts.onPointerDown(event, object.config_id),
  onContextMenu: (event: MouseEvent) => acts.onContextMenu(event, object.config_id),
  onPointerEnter: (event: PointerEvent<HTMLElement>) => acts.onActive(event.currentTarget, object.config_id),
  onFocus: (event: { currentTarget: HTMLElement }) => acts.onActive(event.currentTarget, object.config_id),
});

export function rowClass({ kind, selected, drop, active, depth, lastOfGroup, insert }: RowProps, dead: boolean): string {
  const side = kind === 'sources' ? 'in' : 'out';
  return `row ${side} drop-${drop}${dead ? ' dead' : ''}${selected ? ' selected' : ''}${active ? ' active' : ''}${depth > 0 ? ' member' : ''}${lastOfGroup ? ' last' : ''}${insert ? ' insert' : ''}${drop === 'over' ? ' drop' : ''}`;
}

/** Name, kind and format or the one thing wrong, peak, meter. */
export const EndpointRow = memo(function EndpointRow(props: RowProps & { status: EndpointStatus | undefined }) {
  const { kind, object, status, selected, drop, tabStop, height } = props;
  const id = object.config_id;
  const facts = factsOf({ kind, object } as Endpoint, status);
  const heard = useHeard(id);
  const clip = useClipped(id);
  const starred = useStore(stars).has(id);
  const alone = useStore(soloed).has(id);
  return (
    <div className={rowClass(props, facts.dead)} style={{ height }} data-row={id} data-side={kind === 'sources' ? 'in' : 'out'}
      role="option" aria-selected={selected} tabIndex={tabStop ? 0 : -1}
      {...actsOf(props)}>
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
}, sameRow);

type Drawn = RowProps & { status: EndpointStatus | undefined };

function sameRow(before: Drawn, after: Drawn): boolean {
  return (Object.keys(after) as (keyof Drawn)[]).every((key) => key === 'status' || before[key] === after[key]) && sameFacts(before.status, after.status);
}

function RowFacts({ off, problem, kindName, format }: { off: boolean; problem: string | null; kindName: string; format: string | null }) {
  if (problem) return <span className="flag err"><Icon name="alarm" /><span>{problem}</span></span>;
  if (off) return <span className="fact">{[kindName, t('state.off')].filter(Boolean).join(' · ')}</span>;
  return <span className="fact">{kindName}{format ? <span className="f2">{kindName ? ' · ' : ''}{format}</span> : null}</span>;
}
