import { memo, type KeyboardEvent, type ReactNode } from 'react';
import type { EndpointStatus, Kind, Route, Sink, Source } from '../../../api/types';
import { Gain } from '../../../components/ui/Gain';
import { Icon } from '../../../components/ui/Icon';
import { IconButton } from '../../../components/ui/IconButton';
import { Meter, Peak } from '../../../components/ui/Meters';
import { barredProps, useBarred } from '../../../lib/barred';
import { formatOne } from '../../../lib/format';
import { groupsOf, levelIdsOf, type Groupable } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { menuOf, onMenuAsked } from '../../../lib/row-menu';
import { show } from '../../../lib/ui-state';
import { factsOf, useHeard, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { reorder, setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';
import { folded, stars } from '../../../live/stars';
import type { RowDrag } from '../hooks';

interface Shared {
  index: number;
  height: number;
  selected: boolean;
  checked: boolean;
  onCheck: (id: string, on: boolean) => void;
}

interface EndpointProps extends Shared {
  kind: 'sources' | 'sinks';
  object: Source | Sink;
  /** All of its kind. */
  list: readonly (Source | Sink)[];
  depth: number;
  status: EndpointStatus | undefined;
  routes: Route[];
  insert: boolean;
  onGrip: RowDrag['onGrip'];
  onFinger: RowDrag['onFinger'];
}

export const EndpointLine = memo(function EndpointLine({ kind, object, list, depth, status, routes, insert, onGrip, onFinger, ...shared }: EndpointProps) {
  const { config_id: id, name } = object;
  const facts = factsOf({ kind, object } as Endpoint, status);
  const heard = useHeard(id);
  const starred = useStore(stars).has(id);
  const up = groupsOf<Groupable>(list).upFrom(name);
  const others = routes.filter((route) => up.includes(kind === 'sources' ? route.source : route.sink)).map((route) => (kind === 'sources' ? route.sink : route.source));
  return (
    <tr className={`line ${kind === 'sources' ? 'in' : 'out'} ${shared.selected ? 'selected' : ''} ${shared.checked ? 'checked' : ''} ${facts.dead ? 'dead' : ''} ${depth > 0 ? 'member' : ''} ${insert ? 'insert' : ''}`} data-kind={kind} data-id={id} aria-rowindex={shared.index} style={{ height: shared.height }} onClick={() => show(kind, id)}
      onContextMenu={(event) => onMenuAsked(event, kind, id)} onPointerDown={(event) => onFinger(event, kind, id)}>
      <Grip kind={kind} id={id} name={name} list={list} onGrip={onGrip} />
      <Check {...shared} id={id} name={name} />
      <td className="l-star" onClick={(event) => event.stopPropagation()}><IconButton icon={starred ? 'starred' : 'star'} className={starred ? 'starred' : ''} pressed={starred} label={t(starred ? 'row.unstar' : 'row.star', { name })} onPress={() => stars.toggle(id)} /></td>
      <td className="l-name">{object.is_group ? <Fold id={id} name={name} /> : null}<NameButton kind={kind} id={id} name={name} /></td>
      <td className="l-kind">{facts.kindName}</td>
      <td className="l-addr num">{object.ip ?? (object as { tag?: string | null }).tag ?? ''}</td>
      <td className="l-met"><LineMeter object={object} list={list} dead={facts.dead} /></td>
      <td className="r l-peak">{object.is_group ? null : <Peak id={id} dead={facts.dead} />}</td>
      <td className="r l-gain" onClick={(event) => event.stopPropagation()}><Gain kind={kind} object={object} fader={false} /></td>
      <td className="l-to" title={others.join(', ')}>{others.length > 0 ? <><span className="dir">{t(kind === 'sources' ? 'list.to' : 'list.from')}</span> {others.slice(0, 2).join(', ')}{others.length > 2 ? ` +${others.length - 2}` : ''}</> : <span className="dir">{t('list.nothing')}</span>}</td>
      <td className="r num l-lat">{status?.latencyMs === undefined || status.latencyMs === null ? '–' : formatOne(status.latencyMs)}</td>
      <td className="l-state"><State problem={facts.problem} text={!object.enabled ? t('state.off') : status ? t(`state.${status.state}`) : ''} kindName={facts.kindName} /></td>
      <td className="l-act">
        <IconButton icon="listen" pressed={heard} label={t(heard ? 'row.stopListening' : 'row.listen', { name })} onPress={() => toggleListening(kind, id)} />
        <MuteButton kind={kind} id={id} name={name} enabled={object.enabled} />
      </td>
    </tr>
  );
});

export const RouteLine = memo(function RouteLine({ route, ...shared }: Shared & { route: Route }) {
  const { config_id: id, source, sink, name, enabled } = route;
  const heard = useHeard(id);
  return (
    <tr className={`line route ${shared.selected ? 'selected' : ''} ${shared.checked ? 'checked' : ''} ${enabled ? '' : 'dead'}`} aria-rowindex={shared.index} style={{ height: shared.height }} onClick={() => show('routes', id)} {...menuOf('routes', id)}>
      <td className="l-grip" />
      <Check {...shared} id={id} name={name} />
      <td className="l-star" />
      <td className="l-name" colSpan={5}><NameButton kind="routes" id={id} name={`${source} → ${sink}`}><span className="in-word">{source}</span> → <span className="out-word">{sink}</span></NameButton></td>
      <td className="r l-gain" onClick={(event) => event.stopPropagation()}><Gain kind="routes" object={route} fader={false} /></td>
      <td className="l-to" />
      <td className="l-lat" />
      <td className="l-state"><State problem={null} text={enabled ? '' : t('state.off')} kindName="" /></td>
      <td className="l-act">
        <IconButton icon="listen" pressed={heard} label={t(heard ? 'row.stopListening' : 'row.listen', { name })} onPress={() => toggleListening('routes', id)} />
        <MuteButton kind="routes" id={id} name={name} enabled={enabled} />
      </td>
    </tr>
  );
});

/** Dragged with a pointer; moved with the arrow keys while it has the focus. */
function Grip({ kind, id, name, list, onGrip }: { kind: 'sources' | 'sinks'; id: string; name: string; list: readonly (Source | Sink)[]; onGrip: RowDrag['onGrip'] }) {
  const why = useBarred();
  if (!onGrip) return <td className="l-grip" />;
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || why !== null) return;
    event.preventDefault();
    void reorder(kind, id, Math.max(0, list.findIndex(({ config_id }) => config_id === id) + by));
  };
  return <td className="l-grip" onClick={(event) => event.stopPropagation()}><button type="button" className="grip" aria-label={t('list.move', { name })} title={t('list.moveHint')} {...barredProps(why)} onPointerDown={(event) => why === null && onGrip(event, kind, id)} onKeyDown={step}><Icon name="grip" /></button></td>;
}

function Check({ id, name, checked, onCheck }: { id: string; name: string } & Pick<Shared, 'checked' | 'onCheck'>) {
  return <td className="l-check" onClick={(event) => event.stopPropagation()}><label><input type="checkbox" checked={checked} aria-label={t('list.chooseOne', { name })} onChange={(event) => onCheck(id, event.target.checked)} /></label></td>;
}

function Fold({ id, name }: { id: string; name: string }) {
  const closed = useStore(folded).has(id);
  return (
    <button type="button" className={`list-fold ${closed ? 'closed' : ''}`} aria-expanded={!closed} aria-label={t(closed ? 'group.open' : 'group.fold', { name })} onClick={(event) => {
      event.stopPropagation();
      folded.toggle(id);
    }}><Icon name="fold" /></button>
  );
}

function LineMeter({ object, list, dead }: { object: Source | Sink; list: readonly (Source | Sink)[]; dead: boolean }) {
  const ids = levelIdsOf<Groupable>(object, list);
  return <Meter id={ids} dead={dead} />;
}

/** The kind stands with the state where its own column has no room. */
function State({ problem, text, kindName }: { problem: string | null; text: string; kindName: string }) {
  if (problem) return <span className="flag err"><Icon name="alarm" /><span>{problem}</span></span>;
  return <><span className="ph">{kindName}{kindName && text ? ' · ' : ''}</span>{text}</>;
}

const SIDES = { sources: 'in', routes: 'mid', sinks: 'out' } as const;

function NameButton({ kind, id, name, children }: { kind: Kind; id: string; name: string; children?: ReactNode }) {
  const openWithKeys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') show(kind, id);
  };
  return <button type="button" className="name-link" aria-label={name} onKeyDown={openWithKeys} data-row={id} data-side={SIDES[kind]}>{children ?? name}</button>;
}

function MuteButton({ kind, id, name, enabled }: { kind: Kind; id: string; name: string; enabled: boolean }) {
  return <IconButton changes icon="mute" pressed={!enabled} label={t(enabled ? 'row.mute' : 'row.unmute', { name })} onPress={() => void setEnabled(kind, id, !enabled)} />;
}
