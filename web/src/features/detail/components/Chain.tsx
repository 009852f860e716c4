import type { Kind, Route, Sink, Source } from '../../../api/types';
import { Gain } from '../../../components/ui/Gain';
import { Meter, MeterRegion, Peak } from '../../../components/ui/Meters';
import { FormRow } from '../../../components/ui/TextField';
import { Switch } from '../../../components/ui/Switch';
import { formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { factsOf, useLive } from '../../../lib/use-live';
import { setEnabled } from '../../../live/commands';

/** Source, route and sink on one line, each with its gain; measured latency first. */
export function Chain({ source, route, sink }: { source: Source; route: Route; sink: Sink }) {
  const { status } = useLive();
  const sourceFacts = factsOf({ kind: 'sources', object: source }, status[source.config_id]);
  const sinkFacts = factsOf({ kind: 'sinks', object: sink }, status[sink.config_id]);
  const [sourceMs, sinkMs] = [sourceFacts.status?.latencyMs ?? null, sinkFacts.status?.latencyMs ?? null];
  return (
    <MeterRegion label={t('panel.routeLabel', { source: source.name, sink: sink.name })}>
      {sourceMs !== null && sinkMs !== null ? <Latency sourceMs={sourceMs} sinkMs={sinkMs} /> : null}
      <ol className="chain">
        <Stage kind="sources" side="in" object={source} latencyMs={sourceMs} dead={sourceFacts.dead} />
        <li className="stage mid">
          <div className="stage-head"><span className="tag">{t('kind.route')}</span><b>{t('panel.thisConnection')}</b></div>
          <GainRow kind="routes" object={route} />
        </li>
        <Stage kind="sinks" side="out" object={sink} latencyMs={sinkMs} dead={sinkFacts.dead} />
      </ol>
    </MeterRegion>
  );
}

interface StageProps {
  kind: 'sources' | 'sinks';
  side: 'in' | 'out';
  object: Source | Sink;
  latencyMs: number | null;
  dead: boolean;
}

function Stage({ kind, side, object, latencyMs, dead }: StageProps) {
  return (
    <li className={`stage ${side}`}>
      <div className="stage-head">
        <span className="tag">{t(side === 'in' ? 'kind.source' : 'kind.sink')}</span>
        <button type="button" className="name-link" onClick={() => show(kind, object.config_id)}>{object.name}</button>
        <Peak id={object.config_id} dead={dead} />
      </div>
      <Meter id={object.config_id} dead={dead} />
      <GainRow kind={kind} object={object} />
      {latencyMs === null ? null : <FormRow label={t('field.latency')}><span className="num">{withUnit(formatOne(latencyMs), 'ms')}</span></FormRow>}
    </li>
  );
}

/** Gain and the switch of one stage. */
export function GainRow({ kind, object }: { kind: Kind; object: Source | Sink | Route }) {
  return (
    <>
      <div className="gain-row"><span>{t('field.gain')}</span><Gain kind={kind} object={object} /></div>
      <FormRow label={t('field.on')}>
        <Switch on={object.enabled} label={`${t('field.on')}: ${object.name}`} onChange={(on) => void setEnabled(kind, object.config_id, on)} />
      </FormRow>
    </>
  );
}

function Latency({ sourceMs, sinkMs }: { sourceMs: number; sinkMs: number }) {
  return (
    <div className="latency">
      <p><b className="num">{formatOne(sourceMs + sinkMs)}</b> {t('panel.latency')}</p>
      <div className="latency-bar" aria-hidden="true"><i className="in" style={{ flex: sourceMs }} /><i className="out" style={{ flex: sinkMs }} /></div>
      <ul className="num">
        <li><i className="in" /><span>{t('panel.sourceWaits')}</span><em>{formatOne(sourceMs)}</em></li>
        <li><i className="out" /><span>{t('panel.sinkWaits')}</span><em>{formatOne(sinkMs)}</em></li>
      </ul>
    </div>
  );
}
