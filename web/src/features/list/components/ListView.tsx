import { useDeferredValue, useState } from 'react';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { MeterRegion } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { panel } from '../../../lib/ui-state';
import { factsOf, useLive, type Endpoint } from '../../../lib/use-live';
import type { EndpointStatus } from '../../../api/types';
import { EndpointLine, RouteLine } from './Lines';
import '../list.css';

type Shown = 'all' | 'sources' | 'sinks' | 'routes';

/** Everything as rows: nothing of the patch exists only on its canvas. */
export function ListView() {
  const live = useLive();
  const [query, setQuery] = useState('');
  const [which, setWhich] = useState<Shown>('all');
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const sources = live.sources.map((object): Endpoint => ({ kind: 'sources', object })).filter((endpoint) => endpointMatches(endpoint, live.status, wanted));
  const sinks = live.sinks.map((object): Endpoint => ({ kind: 'sinks', object })).filter((endpoint) => endpointMatches(endpoint, live.status, wanted));
  const routes = live.routes.filter((route) => `${route.source} ${route.sink} ${route.name}`.toLowerCase().includes(wanted));
  const counted = { sources: sources.length, sinks: sinks.length, routes: routes.length };
  const all = counted.sources + counted.sinks + counted.routes;
  const shows = (kind: Shown): boolean => which === 'all' || which === kind;
  return (
    <section className="list">
      <div className="list-bar">
        <label className="find"><Icon name="search" /><input value={query} placeholder={t('list.find')} aria-label={t('list.find')} onChange={(event) => setQuery(event.target.value)} /></label>
        <Choice label={t('view.list')} value={which} onChange={setWhich} options={[
          { value: 'all', label: `${t('list.all')} ${all}` },
          ...(['sources', 'sinks', 'routes'] as const).map((kind) => ({ value: kind, label: `${t(`kind.${kind}`)} ${counted[kind]}` })),
        ]} />
        <span className="spring" />
        <button type="button" className="btn q" onClick={() => panel.set('addSource')}><Icon name="plus" />{t('kind.source')}</button>
        <button type="button" className="btn q" onClick={() => panel.set('addSink')}><Icon name="plus" />{t('kind.sink')}</button>
      </div>
      <MeterRegion className="list-region" label={t('list.levels')}>
        <div className="list-scroll" tabIndex={0} role="region" aria-label={t('view.list')}>
          <table>
            <thead>
              <tr>
                <th>{t('list.name')}</th><th>{t('list.kind')}</th><th className="l-addr">{t('list.address')}</th><th>{t('list.level')}</th>
                <th className="r">{t('list.peak')}</th><th className="r">{t('list.gain')}</th><th className="l-to">{t('list.routes')}</th><th>{t('list.state')}</th>
                <th><span className="hidden">{t('list.actions')}</span></th>
              </tr>
            </thead>
            {shows('sources') ? <Section title={t('kind.sources')} side="in">{sources.map((endpoint) => <EndpointLine key={endpoint.object.config_id} endpoint={endpoint} />)}</Section> : null}
            {shows('sinks') ? <Section title={t('kind.sinks')} side="out">{sinks.map((endpoint) => <EndpointLine key={endpoint.object.config_id} endpoint={endpoint} />)}</Section> : null}
            {shows('routes') ? <Section title={t('kind.routes')} side="mid">{routes.map((route) => <RouteLine key={route.config_id} route={route} />)}</Section> : null}
          </table>
          {all === 0 ? <p className="empty">{t('list.none')}</p> : null}
        </div>
      </MeterRegion>
    </section>
  );
}

function Section({ title, side, children }: { title: string; side: 'in' | 'out' | 'mid'; children: React.ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <tbody className={side}>
      <tr className="section"><th colSpan={9} scope="rowgroup">{title}</th></tr>
      {children}
    </tbody>
  );
}

function endpointMatches(endpoint: Endpoint, status: Record<string, EndpointStatus>, wanted: string): boolean {
  const { object } = endpoint;
  const facts = factsOf(endpoint, status[object.config_id]);
  return [object.name, object.ip, facts.kindName, facts.format, facts.problem].join(' ').toLowerCase().includes(wanted);
}
