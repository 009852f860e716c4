import { numberIn } from '../../../lib/figures';
import { formatBytes, formatNumber, formatOne, UNIT_SPACE, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { browsersOf, latestMachine, latestStats, packetsOf, playersOf, recordedSteps, type SeriesName } from '../../../live/record';
import { Chart } from './Chart';

interface Figure {
  series: SeriesName;
  name: string;
  value: string;
  unit: string;
  hint: string;
  /** What the full height is at least, so that small noise does not look like much. */
  least: number;
}

/** The figures that matter most, each with its last minutes. */
export function Figures() {
  const { engine } = useLive();
  const stats = useStore(latestStats);
  const machine = useStore(latestMachine);
  useStore(recordedSteps);
  const memoryMb = numberIn(machine, 'process', 'memory_rss_mb');
  const totalMb = numberIn(machine, 'memory', 'total_mb');
  const kept = formatBytes(numberIn(stats, 'history', 'bytes')).split(UNIT_SPACE);
  const of = (known: unknown, text: () => string): string => (known ? text() : '–');
  const figures: Figure[] = [
    { series: 'load', name: t('stats.load'), value: of(engine, () => formatOne(engine?.loadPercent ?? 0)), unit: '%', hint: t('stats.loadHint'), least: 20 },
    { series: 'lateness', name: t('stats.lateness'), value: of(engine, () => formatNumber(Math.round(engine?.latenessP99Us ?? 0))), unit: 'µs', hint: t('stats.latenessHint'), least: 500 },
    { series: 'xruns', name: t('stats.xruns'), value: of(engine, () => formatNumber(engine?.xruns ?? 0)), unit: '', hint: t('stats.xrunsHint'), least: 4 },
    { series: 'packets', name: t('stats.packets'), value: of(stats, () => formatNumber(Math.round(packetsOf(stats ?? {})))), unit: '', hint: t('stats.packetsHint'), least: 100 },
    { series: 'browsers', name: t('stats.listeners'), value: of(stats, () => formatNumber(browsersOf(stats ?? {}))), unit: '', hint: t('stats.listenersHint'), least: 4 },
    { series: 'players', name: t('stats.http'), value: of(stats, () => formatNumber(playersOf(stats ?? {}))), unit: '', hint: t('stats.httpHint'), least: 4 },
    { series: 'memory', name: t('stats.memory'), value: of(memoryMb, () => formatNumber(Math.round(memoryMb))), unit: 'MB', hint: t('stats.memoryHint', { total: withUnit(formatOne(totalMb / 1024), 'GB') }), least: 200 },
    { series: 'kept', name: t('stats.history'), value: of(stats, () => kept[0] ?? ''), unit: kept[1] ?? '', hint: t('stats.historyHint', { streams: numberIn(stats, 'history', 'streams') }), least: 1e6 },
  ];
  return (
    <div className="figures">
      {figures.map(({ series, name, value, unit, hint, least }) => (
        <div key={series} className="figure">
          <h2>{name}</h2>
          <p className="figure-value num"><b>{value}</b>{unit === '' ? null : <span>{unit}</span>}</p>
          <p className="fact">{hint}</p>
          <Chart name={series} least={least} label={t('stats.chartOf', { name, value: `${value} ${unit}`.trim() })} />
        </div>
      ))}
    </div>
  );
}
