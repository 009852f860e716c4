import type { EndpointStatus, Route, Sink, Source } from '../../../api/types';
import { formatNumber, formatOne, withUnit } from '../../../lib/format';
import { t, type Key } from '../../../lib/i18n';

interface Part {
  key: Key;
  look: 'in' | 'mid' | 'chosen' | 'out';
  ms: number;
}

export interface LatencyParts {
  parts: Part[];
  totalMs: number;
  chosenMs: number;
}

/** What is known of the way, stage by stage in the order of the sound; null when an end is not measured. */
export function latencyParts(source: Source, route: Route, sink: Sink, from: EndpointStatus | undefined, to: EndpointStatus | undefined): LatencyParts | null {
  if (source.is_group || sink.is_group || from?.latencyMs == null || to?.latencyMs == null) return null;
  const chosenMs = source.delay + route.delay + sink.delay;
  const all: Part[] = [
    { key: 'latency.buffer', look: 'in', ms: from.latencyMs },
    { key: 'latency.chosen', look: 'chosen', ms: chosenMs },
    { key: 'latency.limiter', look: 'mid', ms: to.limiterMs ?? 0 },
    { key: 'latency.send', look: 'out', ms: to.latencyMs },
  ];
  const parts = all.filter(({ ms, look }) => ms > 0 || look === 'in' || look === 'out');
  return { parts, chosenMs, totalMs: all.reduce((sum, { ms }) => sum + ms, 0) };
}

export function Latency({ source, route, sink, parts }: { source: Source; route: Route; sink: Sink; parts: LatencyParts | null }) {
  const shifted = source.timeshift + route.timeshift + sink.timeshift;
  return (
    <div className="latency">
      {parts === null ? <p className="none">{t(source.is_group || sink.is_group ? 'latency.group' : sink.protocol === 'web_receiver' ? 'latency.browser' : 'latency.unknown')}</p> : <Bar {...parts} />}
      {shifted > 0 ? <p className="fact">{t('latency.shifted', { value: withUnit(formatNumber(shifted), 's') })}</p> : null}
    </div>
  );
}

function Bar({ parts, totalMs, chosenMs }: LatencyParts) {
  return (
    <>
      <p className="latency-head">
        <span><b className="num">{formatOne(totalMs)}</b> {t('latency.total')}</span>
        {chosenMs > 0 ? <span className="fact num">{t('latency.ofWhichChosen', { value: formatOne(chosenMs) })}</span> : null}
      </p>
      <div className="latency-bar" aria-hidden="true">{parts.map(({ key, look, ms }) => <i key={key} className={look} style={{ flexGrow: ms }} />)}</div>
      <ul className="num">{parts.map(({ key, look, ms }) => <li key={key}><i className={look} /><span>{t(key)}</span><em>{formatOne(ms)}</em></li>)}</ul>
      <p className="fact">{t('latency.beyond')}</p>
    </>
  );
}
