import { PanelFrame } from '../../../components/ui/PanelFrame';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { selection } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { remove } from '../../../live/commands';
import { Chain } from './Chain';
import { EndpointDetail, ListenButton } from './EndpointDetail';
import '../detail.css';

/** What is selected, in full: a route as its chain, a source or sink with its settings and routes. */
export function DetailPanel() {
  const live = useLive();
  const selected = useStore(selection);
  if (!selected) return null;
  const { kind, id } = selected;
  const object = live[kind].find((candidate) => candidate.config_id === id);
  if (!object) return null;
  const footer = <button type="button" className="btn danger" onClick={() => void remove(kind, id)}>{t('panel.remove')}</button>;
  if (kind === 'routes') {
    const route = live.routes.find((candidate) => candidate.config_id === id);
    const source = live.sources.find((candidate) => candidate.name === route?.source);
    const sink = live.sinks.find((candidate) => candidate.name === route?.sink);
    if (!route || !source || !sink) return null;
    return (
      <PanelFrame label={t('panel.routeLabel', { source: source.name, sink: sink.name })} over={t('kind.route')} footer={footer}
        title={<>{source.name} <Icon name="arrow" /> {sink.name}</>} actions={<ListenButton sink={sink} />}>
        <Chain source={source} route={route} sink={sink} />
      </PanelFrame>
    );
  }
  const sink = kind === 'sinks' ? live.sinks.find((candidate) => candidate.config_id === id) : undefined;
  return (
    <PanelFrame label={object.name} over={t(kind === 'sources' ? 'kind.source' : 'kind.sink')} title={object.name} footer={footer} actions={sink ? <ListenButton sink={sink} /> : null}>
      <EndpointDetail key={id} kind={kind} id={id} />
    </PanelFrame>
  );
}
