import type { EndpointStatus, Kind, Route, Sink, Source } from '../../../api/types';
import { EqThumb } from '../../../components/ui/EqThumb';
import { Gain } from '../../../components/ui/Gain';
import { Meter, MeterRegion } from '../../../components/ui/Meters';
import { Switch } from '../../../components/ui/Switch';
import { layoutWords } from '../../../lib/channels';
import { formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { factsOf, useLive } from '../../../lib/use-live';
import { setEnabled } from '../../../live/commands';
import { DelayRow } from './Delay';
import { Latency, latencyParts } from './Latency';

/** Source, route and sink on one line, each with all it does to the sound; latency first. */
export function Chain({ source, route, sink }: { source: Source; route: Route; sink: Sink }) {
  const { status } = useLive();
  const [sourceStatus, sinkStatus] = [status[source.config_id], status[sink.config_id]];
  const sourceDead = factsOf({ kind: 'sources', object: source }, sourceStatus).dead;
  const sinkDead = factsOf({ kind: 'sinks', object: sink }, sinkStatus).dead;
  return (
    <MeterRegion label={t('panel.levels', { source: source.name, sink: sink.name })} className="chain-region">
      <Latency source={source} route={route} sink={sink} parts={latencyParts(source, route, sink, sourceStatus, sinkStatus)} />
      <ol className="chain">
        <Stage kind="sources" side="in" object={source} latencyMs={ownMs(source, sourceStatus)} dead={sourceDead} />
        <Stage kind="routes" side="mid" object={route} latencyMs={route.delay} dead={!route.enabled} />
        <Stage kind="sinks" side="out" object={sink} latencyMs={ownMs(sink, sinkStatus)} dead={sinkDead} />
      </ol>
    </MeterRegion>
  );
}

const ownMs = (object: Source | Sink, status: EndpointStatus | undefined): number | null =>
  (object.is_group || !status || status.latencyMs === null ? null : status.latencyMs + (status.limiterMs ?? 0) + object.delay);

interface StageProps {
  kind: Kind;
  side: 'in' | 'mid' | 'out';
  object: Source | Sink | Route;
  latencyMs: number | null;
  dead: boolean;
}

const TAG = { in: 'kind.source', mid: 'kind.route', out: 'kind.sink' } as const;

function Stage({ kind, side, object, latencyMs, dead }: StageProps) {
  const group = 'is_group' in object && object.is_group;
  return (
    <li className={`stage ${side} ${object.enabled ? '' : 'off'}`}>
      <div className="stage-head">
        <span className="tag">{t(TAG[side])}</span>
        {side === 'mid'
          ? <b>{t('panel.thisConnection')}</b>
          : <button type="button" className="name-link" title={object.name} onClick={() => show(kind, object.config_id)}>{object.name}</button>}
        <span className="num stage-ms">{latencyMs === null ? '' : withUnit(formatOne(latencyMs), 'ms')}</span>
        <Switch on={object.enabled} label={`${t('field.on')}: ${object.name}`} onChange={(on) => void setEnabled(kind, object.config_id, on)} />
      </div>
      {side === 'mid' || group ? null : <Meter id={object.config_id} dead={dead} />}
      <ShapingRows kind={kind} object={object} />
    </li>
  );
}

/** Gain, delay, equaliser and layout of one thing. */
export function ShapingRows({ kind, object }: { kind: Kind; object: Source | Sink | Route }) {
  const id = object.config_id;
  return (
    <>
      <div className="gain-row"><span>{t('field.gain')}</span><Gain kind={kind} object={object} /></div>
      <DelayRow kind={kind} object={object} />
      <div className="open-row">
        <span>{t('field.equalizer')}</span>
        <button type="button" className="val" aria-label={t('eq.open', { name: object.name })} onClick={() => show(kind, id, 'eq')}><EqThumb equalizer={object.equalizer} /></button>
      </div>
      <div className="open-row">
        <span>{t('field.speakers')}</span>
        <button type="button" className="val" aria-label={t('speakers.open', { name: object.name, value: layoutWords(object.speaker_layouts) })} onClick={() => show(kind, id, 'layout')}>{layoutWords(object.speaker_layouts)}</button>
      </div>
    </>
  );
}
