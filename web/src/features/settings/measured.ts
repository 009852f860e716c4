import type { Json } from '../../api/office';
import type { LiveState } from '../../live/state';
import { counted } from '../../lib/changes';
import { entriesIn, listIn, numberIn } from '../../lib/figures';
import { formatBytes, formatNumber, formatOne, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import { formatSpan } from '../../lib/when';

export interface Measured {
  value: string;
  note: string;
}

const SMOOTHING_FRAMES = 1024 * 0.005;

/** What is the case now where a setting has something that shows its effect. Null where nothing does. */
export function measuredFor(key: string, value: unknown, stats: Json | undefined, live: LiveState): Measured | null {
  if (!stats) return null;
  const streams = entriesIn(stats, 'stream_stats').map(([, stream]) => stream);
  const sinks = listIn(stats, 'sink_stats');
  const graphHz = numberIn(stats, 'engine', 'sample_rate');
  const players = (format: RegExp): number => sinks.flatMap((sink) => listIn(sink, 'streams', 'formats')).filter(({ format: name }) => format.test(String(name))).reduce((sum, entry) => sum + numberIn(entry, 'listeners'), 0);
  switch (key) {
    case 'late_packet_threshold_ms':
      return { value: counted('measured.late', sum(streams, 'timeshift_buffer_late_packets')), note: t('measured.lateNote') };
    case 'target_buffer_level_ms':
      return streams.length === 0 ? null : { value: withUnit(formatOne(Math.max(...streams.map((stream) => numberIn(stream, 'latency_ms')))), 'ms'), note: t('measured.waitNote') };
    case 'mp3_bitrate_kbps':
      return { value: formatNumber(players(/mp3/i)), note: t('measured.mp3Note') };
    case 'volume_smoothing_factor':
      return typeof value !== 'number' || graphHz === 0 ? null : { value: t('measured.ramp', { value: withUnit(formatOne((SMOOTHING_FRAMES / value / graphHz) * 1000), 'ms') }), note: t('measured.rampNote') };
    case 'normalization_target_rms':
      return { value: formatNumber(live.sinks.filter(({ volume_normalization }) => volume_normalization).length), note: t('measured.normalizedNote') };
    case 'dither_noise_shaping_factor':
      return { value: formatNumber(live.sinks.filter(({ bit_depth, protocol, is_group }) => !is_group && bit_depth < 32 && protocol !== 'web_receiver').length), note: t('measured.ditheredNote') };
    case 'period':
    case 'render-threads':
      return live.engine && { value: withUnit(formatNumber(live.engine.loadPercent), '%'), note: t('measured.loadNote', { xruns: live.engine.xruns }) };
    case 'graph-rate':
      return { value: formatNumber(numberIn(stats, 'engine', 'nodes')), note: t('measured.nodesNote') };
    case 'history-megabytes':
      return { value: formatBytes(numberIn(stats, 'history', 'bytes')), note: t('measured.keptNote', { streams: numberIn(stats, 'history', 'streams') }) };
    case 'history-minutes':
      return { value: formatSpan(numberIn(stats, 'history', 'reach_seconds')), note: t('measured.reachNote') };
    case 'max-listeners':
      return { value: formatNumber(sinks.reduce((all, sink) => all + listIn(sink, 'webrtc_listeners').length, 0)), note: t('measured.listenersNote') };
    case 'max-stream-listeners':
      return { value: formatNumber(players(/./)), note: t('measured.playersNote') };
    default:
      return null;
  }
}

const sum = (of: Json[], key: string): number => of.reduce((all, one) => all + numberIn(one, key), 0);
