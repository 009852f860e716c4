import { office, type Json } from '../api/office';
import { listIn, numberIn, valueIn } from '../lib/figures';
import { createStore } from '../lib/store';
import { shown } from './session';

/**
 * The last minutes of some figures. Kept as long as the page is open, so that the charts have a past when they are
 * looked at. What the live connection tells is noted from the start; what has to be asked for, once somebody has looked.
 */
export const SERIES = ['load', 'lateness', 'xruns', 'browsers', 'players', 'packets', 'memory', 'kept'] as const;
export type SeriesName = (typeof SERIES)[number];

export const STEP_MS = 2000;
export const STEPS = 300;

const values = Object.fromEntries(SERIES.map((name) => [name, new Float64Array(STEPS).fill(NaN)])) as Record<SeriesName, Float64Array>;

/** Grows with each step; what is drawn is drawn anew then. */
export const recordedSteps = createStore(0);
export const latestStats = createStore<Json | null>(null);
export const latestMachine = createStore<Json | null>(null);
let wanted = false;

/** Ask the server for its figures from now on. */
export function wantFigures(): void {
  if (wanted) return;
  wanted = true;
  void ask().then(note);
}

/** The value some steps ago; NaN where nothing is known. */
export function recorded(name: SeriesName, stepsAgo: number): number {
  const step = recordedSteps.get() - 1 - stepsAgo;
  return step < 0 || stepsAgo >= STEPS ? NaN : (values[name][step % STEPS] ?? NaN);
}

export function startRecording(): () => void {
  const timer = setInterval(() => {
    if (wanted && !document.hidden) void ask().then(note);
    else note();
  }, STEP_MS);
  return () => clearInterval(timer);
}

async function ask(): Promise<void> {
  const [stats, machine] = await Promise.all([office.stats().catch(() => null), office.machine().catch(() => null)]);
  latestStats.set(stats);
  latestMachine.set(machine);
}

function note(): void {
  const { engine } = shown.get();
  const stats = latestStats.get();
  const step = recordedSteps.get();
  const put = (name: SeriesName, value: number): void => {
    values[name][step % STEPS] = value;
  };
  put('load', engine?.loadPercent ?? NaN);
  put('lateness', engine?.latenessP99Us ?? NaN);
  put('xruns', engine?.xruns ?? NaN);
  put('browsers', stats ? browsersOf(stats) : NaN);
  put('players', stats ? playersOf(stats) : NaN);
  put('packets', stats ? packetsOf(stats) : NaN);
  put('memory', numberIn(latestMachine.get(), 'process', 'memory_rss_mb') || NaN);
  put('kept', stats ? numberIn(stats, 'history', 'bytes') : NaN);
  recordedSteps.set(step + 1);
}

export const browsersOf = (stats: Json): number => listIn(stats, 'sink_stats').reduce((sum, sink) => sum + listIn(sink, 'webrtc_listeners').length, 0);
export const playersOf = (stats: Json): number => listIn(stats, 'sink_stats').flatMap((sink) => listIn(sink, 'streams', 'formats')).reduce((sum, format) => sum + numberIn(format, 'listeners'), 0);
export const packetsOf = (stats: Json): number => Object.values((valueIn(stats, 'stream_stats') ?? {}) as Record<string, Json>).reduce((sum, stream) => sum + numberIn(stream, 'packets_per_second'), 0);
