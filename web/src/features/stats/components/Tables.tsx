import type { Json } from '../../../api/office';
import { SortTable, type Column } from '../../../components/ui/SortTable';
import { listIn, maybeNumber, numberIn, textIn, valueIn } from '../../../lib/figures';
import { formatNumber, formatOne, formatRate, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { formatSpan } from '../../../lib/when';
import { latestMachine, latestStats } from '../../../live/record';
import type { LiveState } from '../../../live/state';

interface Row {
  key: string;
  name: string;
  values: Record<string, number | string | null>;
}

/** Everything that the server counts, by what it belongs to. */
export function Tables() {
  const stats = useStore(latestStats);
  const live = useLive();
  if (!stats) return <div className="stats-wait" aria-busy="true" />;
  return (
    <>
      <Table title={t('stats.sources')} rows={sourceRows(stats, live)} columns={[
        text('state', t('stats.state')), text('format', t('stats.format')), number('latency', t('stats.latency'), 'ms', 1), number('drift', t('stats.drift'), 'ppm', 1),
        number('rate', t('stats.rate'), '', 0), number('lost', t('stats.lost'), '', 0), number('late', t('stats.late'), '', 0), number('dry', t('stats.underruns'), '', 0),
      ]} />
      <Table title={t('stats.sinks')} rows={sinkRows(stats, live)} columns={[
        text('state', t('stats.state')), text('format', t('stats.format')), number('latency', t('stats.latency'), 'ms', 1), number('inputs', t('stats.inputs'), '', 0),
        number('rate', t('stats.sent'), '', 0), number('full', t('stats.full'), '', 0), number('browsers', t('stats.browsers'), '', 0), number('players', t('stats.players'), '', 0),
      ]} />
      <Table title={t('stats.browserListeners')} rows={listenerRows(stats, live)} columns={[
        text('address', t('stats.address')), text('codec', t('stats.codec')), text('state', t('stats.state')), number('rate', t('stats.rate'), '', 0),
        number('loss', t('stats.loss'), '%', 1), number('jitter', t('stats.jitter'), 'ms', 1), number('round', t('stats.roundTrip'), 'ms', 1),
      ]} first={t('stats.sink')} />
      <Table title={t('stats.nodes')} rows={nodeRows(stats, live)} columns={[number('average', t('stats.average'), 'µs', 1), number('most', t('stats.most'), 'µs', 1)]} first={t('stats.node')} />
      <Machine stats={stats} />
    </>
  );
}

function Table({ title, rows, columns, first = t('stats.name') }: { title: string; rows: Row[]; columns: Column<Row>[]; first?: string }) {
  return (
    <section>
      <div className="section-head"><h2>{title}</h2><span className="fact num">{rows.length}</span></div>
      {rows.length === 0 ? <p className="quiet-text">{t('stats.none')}</p> : <SortTable label={title} rows={rows} keyOf={({ key }) => key} columns={[{ key: 'name', label: first, by: ({ name }) => name, show: ({ name }) => name }, ...columns]} />}
    </section>
  );
}

const text = (key: string, label: string): Column<Row> => ({ key, label, by: ({ values }) => values[key] ?? null, show: ({ values }) => values[key] ?? '–' });

function number(key: string, label: string, unit: string, digits: 0 | 1): Column<Row> {
  const show = (value: number): string => (digits === 1 ? formatOne(value) : formatNumber(Math.round(value)));
  return { key, label: unit === '' ? label : `${label}, ${unit}`, numeric: true, by: ({ values }) => values[key] ?? null, show: ({ values }) => (typeof values[key] === 'number' ? show(values[key]) : '–') };
}

/** A sink that the page was not told of is one that the server made for a listener. */
const nameOf = (live: LiveState, id: string): string => [...live.sources, ...live.sinks].find(({ config_id }) => config_id === id)?.name ?? t('stats.temporary');

/** As people put them in order; what they did not make comes last. */
function inOrder(rows: Row[], objects: readonly { config_id: string }[]): Row[] {
  const place = new Map(objects.map(({ config_id }, index) => [config_id, index]));
  return rows.sort((a, b) => (place.get(a.key) ?? objects.length) - (place.get(b.key) ?? objects.length));
}

function spokenState(live: LiveState, id: string): string | null {
  const state = live.status[id]?.state;
  return state ? t(`state.${state}`) : null;
}

function sourceRows(stats: Json, live: LiveState): Row[] {
  return inOrder(listIn(stats, 'source_stats').map((source) => {
    const id = textIn(source, 'instance_id');
    const stream = valueIn(stats, 'stream_stats', textIn(source, 'source_tag'));
    return {
      key: id,
      name: nameOf(live, id),
      values: {
        state: spokenState(live, id), format: textIn(stream, 'format') || null, latency: maybeNumber(stream, 'latency_ms'), drift: maybeNumber(stream, 'drift_ppm'), rate: maybeNumber(stream, 'packets_per_second'),
        lost: maybeNumber(stream, 'counters', 'lost_packets'), late: maybeNumber(stream, 'timeshift_buffer_late_packets'), dry: maybeNumber(stream, 'tm_buffer_underruns'),
      },
    };
  }), live.sources);
}

function sinkRows(stats: Json, live: LiveState): Row[] {
  return inOrder(listIn(stats, 'sink_stats').map((sink) => {
    const id = textIn(sink, 'sink_id');
    return {
      key: id,
      name: nameOf(live, id),
      values: {
        state: spokenState(live, id), format: live.status[id]?.format ?? null, latency: maybeNumber(sink, 'latency_ms'), inputs: numberIn(sink, 'active_input_streams'), rate: numberIn(sink, 'packets_mixed_per_second'),
        full: numberIn(sink, 'sink_buffer_overflows'), browsers: listIn(sink, 'webrtc_listeners').length, players: listIn(sink, 'streams', 'formats').reduce((sum, format) => sum + numberIn(format, 'listeners'), 0),
      },
    };
  }), live.sinks);
}

function listenerRows(stats: Json, live: LiveState): Row[] {
  return listIn(stats, 'sink_stats').flatMap((sink) => listIn(sink, 'webrtc_listeners').map((listener): Row => ({
    key: textIn(listener, 'listener_id'),
    name: nameOf(live, textIn(sink, 'sink_id')),
    values: {
      address: textIn(listener, 'remote_address') || null, codec: textIn(listener, 'codec') || null, state: textIn(listener, 'connection_state'), rate: numberIn(listener, 'packets_sent_per_second'),
      loss: maybeNumber(listener, 'loss_percent'), jitter: maybeNumber(listener, 'jitter_ms'), round: maybeNumber(listener, 'round_trip_ms'),
    },
  })));
}

const UUID = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Nodes are called by what they do and the identity of what they do it for. */
function nodeRows(stats: Json, live: LiveState): Row[] {
  const ids = [...live.sources, ...live.sinks, ...live.routes];
  const spoken = (node: string): string => ids.reduce((name, { config_id, name: object }) => name.replace(config_id, object), node).replace(UUID, t('stats.temporary'));
  return listIn(stats, 'engine', 'node_costs').slice(0, 12).map((cost) => ({ key: textIn(cost, 'node'), name: spoken(textIn(cost, 'node')), values: { average: numberIn(cost, 'average_us'), most: numberIn(cost, 'max_us') } }));
}

function Machine({ stats }: { stats: Json }) {
  const machine = useStore(latestMachine);
  const rows: [string, string][] = [
    [t('stats.host'), textIn(machine, 'hostname')],
    [t('stats.system'), `${textIn(machine, 'platform', 'system')} ${textIn(machine, 'platform', 'release')}`],
    [t('stats.java'), textIn(machine, 'platform', 'java')],
    [t('stats.cpus'), formatNumber(numberIn(machine, 'cpu_count'))],
    [t('stats.loadAverage'), ['one', 'five', 'fifteen'].map((span) => formatOne(numberIn(machine, 'load_average', span))).join('  ')],
    [t('stats.up'), formatSpan(numberIn(machine, 'process', 'uptime_seconds'))],
    [t('stats.threads'), formatNumber(numberIn(machine, 'process', 'num_threads'))],
    [t('stats.sampleRate'), formatRate(numberIn(stats, 'engine', 'sample_rate'))],
    [t('stats.period'), withUnit(formatOne((numberIn(stats, 'engine', 'period_frames') / (numberIn(stats, 'engine', 'sample_rate') || 1)) * 1000), 'ms')],
    [t('stats.nodesCount'), formatNumber(numberIn(stats, 'engine', 'nodes'))],
  ];
  return (
    <section>
      <div className="section-head"><h2>{t('stats.machine')}</h2></div>
      <dl className="stats-facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="num">{value}</dd></div>)}</dl>
    </section>
  );
}
