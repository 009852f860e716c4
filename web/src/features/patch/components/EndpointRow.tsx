import type { PointerEvent } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { Meter, Peak } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { factsOf, useClipped, useHeard, useLive, type Endpoint } from '../../../lib/use-live';

interface Props {
  endpoint: Endpoint;
  selected: boolean;
  /** Dropping here makes a route, or is where one is taken already. */
  drop: 'no' | 'valid' | 'over' | 'taken';
  tabStop: boolean;
  /** Its buttons are shown, in the place of the peak. */
  active: boolean;
  onPress: () => void;
  onOpen: () => void;
  onPointerDown: (event: PointerEvent) => void;
  onActive: (row: HTMLElement) => void;
}

/** Name, kind and format or the one thing wrong, peak, meter. */
export function EndpointRow({ endpoint, selected, drop, tabStop, active, onPress, onOpen, onPointerDown, onActive }: Props) {
  const { object, kind } = endpoint;
  const id = object.config_id;
  const facts = factsOf(endpoint, useLive().status[id]);
  const heard = useHeard(id);
  const clip = useClipped(id);
  const side = kind === 'sources' ? 'in' : 'out';
  return (
    <div className={`row ${side} ${facts.dead ? 'dead' : ''} ${selected ? 'selected' : ''} ${active ? 'active' : ''} drop-${drop}${drop === 'over' ? ' drop' : ''}`} data-row={id} data-side={side}
      role="option" aria-selected={selected} tabIndex={tabStop ? 0 : -1}
      onClick={onPress} onDoubleClick={onOpen} onPointerDown={onPointerDown} onPointerEnter={(event) => onActive(event.currentTarget)} onFocus={(event) => onActive(event.currentTarget)}>
      <div className="row-top">
        <b>{object.name}</b>
        {heard ? <span className="heard" title={t('row.heard')}><Icon name="listen" /></span> : null}
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
  return <span className="fact">{kindName}{off ? ` · ${t('state.off')}` : format ? <span className="f2">{kindName ? ' · ' : ''}{format}</span> : null}</span>;
}
