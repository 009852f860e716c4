import type { Route } from '../../../api/types';
import { Gain } from '../../../components/ui/Gain';
import { Icon } from '../../../components/ui/Icon';
import { Meter, MeterRegion, Peak } from '../../../components/ui/Meters';
import { Switch } from '../../../components/ui/Switch';
import { FormRow } from '../../../components/ui/TextField';
import { useBarred } from '../../../lib/barred';
import { formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { factsOf, useLive, type Endpoint, type Facts } from '../../../lib/use-live';
import { connect, routesOf, setEnabled } from '../../../live/commands';
import { ShapingRows } from './Chain';
import { Members } from './Members';
import { SinkSettings } from './SinkSettings';
import { SourceSettings } from './SourceSettings';

/** A source, sink or group: level, what it does to the sound, what is measured, its settings, its routes. */
export function EndpointDetail({ kind, id }: { kind: 'sources' | 'sinks'; id: string }) {
  const live = useLive();
  const endpoint = endpointOf(kind, live[kind], id);
  if (!endpoint) return null;
  const { object } = endpoint;
  const facts = factsOf(endpoint, live.status[id]);
  return (
    <MeterRegion label={t('row.level', { name: object.name })} className="endpoint-detail">
      {facts.problem ? <p className="trouble"><Icon name="alarm" />{facts.problem}</p> : null}
      {object.is_group ? null : <div className="big-meter"><Meter id={id} dead={facts.dead} /><Peak id={id} dead={facts.dead} /></div>}
      <section className="group">
        <ShapingRows kind={kind} object={object} />
        <FormRow label={t('field.on')}><Switch on={object.enabled} label={`${t('field.on')}: ${object.name}`} onChange={(on) => void setEnabled(kind, id, on)} /></FormRow>
      </section>
      <Measured facts={facts} kind={kind} />
      {object.is_group ? <Members endpoint={endpoint} /> : null}
      {endpoint.kind === 'sources' ? <SourceSettings source={endpoint.object} /> : <SinkSettings sink={endpoint.object} />}
      <Routes endpoint={endpoint} />
      <InGroups endpoint={endpoint} />
    </MeterRegion>
  );
}

function endpointOf(kind: 'sources' | 'sinks', list: { config_id: string }[], id: string): Endpoint | undefined {
  const object = list.find((candidate) => candidate.config_id === id);
  return object ? ({ kind, object } as Endpoint) : undefined;
}

function Measured({ facts, kind }: { facts: Facts; kind: 'sources' | 'sinks' }) {
  const { status } = facts;
  if (!status) return null;
  const ms = (value: number) => <span className="num">{withUnit(formatOne(value), 'ms')}</span>;
  return (
    <section className="group facts">
      <FormRow label={t('field.state')}>{t(`state.${status.state}`)}</FormRow>
      {status.kind ? <FormRow label={t('field.kind')}>{status.kind}</FormRow> : null}
      {status.format ? <FormRow label={t('field.format')}><span className="num">{status.format}</span></FormRow> : null}
      {status.latencyMs === null ? null : <FormRow label={t('field.latency')}>{ms(status.latencyMs)}</FormRow>}
      {status.limiterMs === null ? null : <FormRow label={t('latency.limiter')}>{ms(status.limiterMs)}</FormRow>}
      {kind === 'sinks' ? <FormRow label={t('field.listeners')}><span className="num">{status.listeners}</span></FormRow> : null}
    </section>
  );
}

/** The routes of an endpoint with their gains, and the others it could be connected to. */
function Routes({ endpoint }: { endpoint: Endpoint }) {
  const live = useLive();
  const { kind, object } = endpoint;
  const why = useBarred();
  const routes = routesOf(object.name, kind);
  const other = kind === 'sources' ? 'sinks' : 'sources';
  const taken = new Set(routes.map((route) => (kind === 'sources' ? route.sink : route.source)));
  const free = live[other].filter((candidate) => !taken.has(candidate.name));
  const add = (otherId: string): void => {
    void (kind === 'sources' ? connect(object.config_id, otherId, false) : connect(otherId, object.config_id, false));
  };
  return (
    <section className="group">
      <h3>{t(kind === 'sources' ? 'panel.plays' : 'panel.hears')}</h3>
      {routes.length === 0 ? <p className="fact">{t(kind === 'sources' ? 'panel.playsNowhere' : 'panel.hearsNothing')}</p> : null}
      <ul className="route-list">{routes.map((route) => <RouteLine key={route.config_id} route={route} name={kind === 'sources' ? route.sink : route.source} />)}</ul>
      {free.length > 0 ? (
        <select className="select" value="" disabled={why !== null} title={why ?? undefined} aria-label={t(kind === 'sources' ? 'panel.routeTo' : 'panel.routeFrom')} onChange={(event) => add(event.target.value)}>
          <option value="">{t(kind === 'sources' ? 'panel.routeTo' : 'panel.routeFrom')}</option>
          {free.map((candidate) => <option key={candidate.config_id} value={candidate.config_id}>{candidate.name}</option>)}
        </select>
      ) : null}
    </section>
  );
}

function RouteLine({ route, name }: { route: Route; name: string }) {
  return (
    <li className={route.enabled ? '' : 'dead'}>
      <button type="button" className="name-link" aria-label={t('panel.openRoute', { name: route.name })} onClick={() => show('routes', route.config_id)}>{name}</button>
      <Gain kind="routes" object={route} />
    </li>
  );
}

/** The groups it is in, each a press away. */
function InGroups({ endpoint }: { endpoint: Endpoint }) {
  const live = useLive();
  const { kind, object } = endpoint;
  const groups = live[kind].filter((candidate) => candidate.group_members.includes(object.name));
  if (groups.length === 0) return null;
  return (
    <section className="group">
      <h3>{t('group.in')}</h3>
      <ul className="in-groups">{groups.map(({ config_id, name }) => <li key={config_id}><button type="button" className="name-link" onClick={() => show(kind, config_id)}>{name}</button></li>)}</ul>
    </section>
  );
}
