import { useMemo, useRef } from 'react';
import type { Sink, Source } from '../../../api/types';
import { Gain } from '../../../components/ui/Gain';
import { Meter, MeterRegion } from '../../../components/ui/Meters';
import { Switch } from '../../../components/ui/Switch';
import { arrange, levelIdsOf } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { menuOf } from '../../../lib/row-menu';
import { select, selection, show } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { factsOf, useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { useWindow } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { connect } from '../../../live/commands';
import { disconnect } from '../../../live/many';
import { folded } from '../../../live/stars';
import { crossingsOf, type Crossing } from '../paths';

const ROW_PX = 68;

/** The matrix on a phone: one source, and a switch and a gain for each sink. */
export function OneSource() {
  const live = useLive();
  const selected = useStore(selection);
  const hidden = useStore(folded);
  const scroller = useRef<HTMLDivElement>(null);
  const sources = useMemo(() => arrange(live.sources, hidden), [live.sources, hidden]);
  const sinks = useMemo(() => arrange(live.sinks, hidden), [live.sinks, hidden]);
  const offsets = useMemo(() => offsetsOf(sinks.map(() => ROW_PX)), [sinks]);
  const window = useWindow(scroller, offsets, 'y', 150);
  useKeptStill(scroller, live.sources.length > 0 && sinks.length > 0);
  const source = sourceOf(live.sources, live.routes, selected) ?? sources[0]?.object;
  if (!source || sinks.length === 0) return <section className="matrix"><p className="empty">{t(source ? 'patch.noSinks' : 'patch.noSources')}</p></section>;
  const crossingOf = crossingsOf(live);
  return (
    <section className="matrix one-source" aria-label={t('view.matrix')}>
      <MeterRegion className="one-region" label={t('matrix.levels')}>
        <div className="one-scroll" ref={scroller}>
          <div className="one-chips" role="radiogroup" aria-label={t('kind.source')}>
            {sources.map(({ object }) => (
              <button key={object.config_id} type="button" role="radio" aria-checked={object === source} className={`chip ${object === source ? 'on' : ''}`} onClick={() => select('sources', object.config_id)}>{object.name}</button>
            ))}
          </div>
          <div className="one-from"><p className="fact">{t('matrix.plays')}</p><b>{source.name}</b><Meter id={levelIdsOf(source, live.sources)} /></div>
          <div style={{ height: window.beforePx }} />
          {sinks.slice(window.first, window.end).map(({ object, depth }) => <SinkLine key={object.config_id} source={source} sink={object} depth={depth} crossing={crossingOf(source.name, object.name)} />)}
          <div style={{ height: window.afterPx }} />
        </div>
      </MeterRegion>
    </section>
  );
}

/** The selected source, or that of the selected route. */
function sourceOf(sources: Source[], routes: { config_id: string; source: string }[], selected: { kind: string; id: string } | null): Source | undefined {
  if (selected?.kind === 'sources') return sources.find(({ config_id }) => config_id === selected.id);
  const route = selected?.kind === 'routes' ? routes.find(({ config_id }) => config_id === selected.id) : undefined;
  return sources.find(({ name }) => name === route?.source);
}

function SinkLine({ source, sink, depth, crossing }: { source: Source; sink: Sink; depth: number; crossing: Crossing }) {
  const { status, sinks } = useLive();
  const facts = factsOf({ kind: 'sinks', object: sink }, status[sink.config_id]);
  const route = crossing.is === 'route' ? crossing.path.route : null;
  return (
    <div className={`one-row ${route ? 'on' : ''} ${depth > 0 ? 'member' : ''}`} {...(route ? menuOf('routes', route.config_id) : menuOf('sinks', sink.config_id))}>
      <Switch on={route !== null} label={t('matrix.switch', { source: source.name, sink: sink.name })} onChange={(on) => void (on ? connect(source.config_id, sink.config_id, false) : route && disconnect(route.config_id))} />
      <button type="button" className="one-name" disabled={!route} onClick={() => route && show('routes', route.config_id)}>
        <b>{sink.name}</b>
        <span className={`fact ${facts.problem ? 'err' : ''}`}>{facts.problem ?? [facts.kindName, facts.format].filter(Boolean).join(' · ')}</span>
        <Meter id={levelIdsOf(sink, sinks)} dead={facts.dead} />
      </button>
      {route ? <Gain kind="routes" object={route} fader={false} /> : crossing.is === 'given' ? <span className="fact">{t('matrix.byGroup')}</span> : <span />}
    </div>
  );
}
