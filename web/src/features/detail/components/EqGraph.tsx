import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { curvePath } from '../../../components/ui/EqThumb';
import { ActButton } from '../../../components/ui/ActButton';
import { barredProps, useBarred } from '../../../lib/barred';
import { CENTRES_HZ, clampDb, hzAt, MOST_DB, placeOf, responseDb } from '../../../lib/equalizer';
import { formatGain, formatNumber, formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { fitCanvas } from '../../../live/meters/canvas';
import { onFrame } from '../../../live/meters/frame-loop';
import { connection } from '../../../live/session';
import { bandHz, spectrumOf } from '../../../live/spectrum';

export const RATE_HZ = 48_000;
/** What is drawn: bands reach 10 dB, neighbours add up. */
const SPAN_DB = 14;
const [WIDTH, HEIGHT] = [1000, 500];
const CURVE_POINTS = 200;
const yOf = (gainDb: number): number => HEIGHT / 2 - (Math.max(-SPAN_DB, Math.min(SPAN_DB, gainDb)) / SPAN_DB) * (HEIGHT / 2);
const LINES_DB = [10, 5, 0, -5, -10];
const LINES_HZ = [100, 1000, 10_000];
const FINE = 0.1;

interface Props {
  side: 'in' | 'mid' | 'out';
  gains: readonly number[];
  downDb: number;
  active: number;
  /** Of whom the spectrum behind the curve is; null for none. */
  spectrumId: string | null;
  onActive: (band: number) => void;
  onGain: (band: number, gainDb: number) => void;
}

export const hertz = (hz: number): string => (hz < 1000 ? String(Math.round(hz)) : hz < 10_000 ? `${formatOne(hz / 1000)}k` : `${Math.round(hz / 1000)}k`);
export const spokenHz = (hz: number): string => (hz < 1000 ? withUnit(String(Math.round(hz)), 'Hz') : withUnit(formatNumber(hz / 1000), 'kHz'));

/** The curve of 18 bands with a handle each. A handle stands at its band's own gain, the curve is what all do together. */
export function EqGraph({ side, gains, downDb, active, spectrumId, onActive, onGain }: Props) {
  const graph = useRef<HTMLDivElement>(null);
  const drag = useRef<{ band: number; lastY: number; gainDb: number } | null>(null);
  const start = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || !graph.current) return;
    const box = graph.current.getBoundingClientRect();
    const band = nearestBand((event.clientX - box.left) / box.width);
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { band, lastY: event.clientY, gainDb: gains[band] ?? 0 };
    onActive(band);
    graph.current.querySelector<HTMLElement>(`[data-band="${band}"]`)?.focus({ preventScroll: true });
    event.preventDefault();
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const now = drag.current;
    if (!now || !graph.current) return;
    const wayDb = ((now.lastY - event.clientY) / graph.current.clientHeight) * 2 * SPAN_DB * (event.shiftKey ? FINE : 1);
    now.lastY = event.clientY;
    if (wayDb === 0) return;
    now.gainDb = clampDb(now.gainDb + wayDb);
    onGain(now.band, round(now.gainDb));
  };
  const end = (): void => {
    drag.current = null;
  };
  const band = CENTRES_HZ[active] ?? 0;
  return (
    <div className={`eq-graph ${side}`}>
      <div className="eq-field" ref={graph} onPointerDown={start} onPointerMove={move} onPointerUp={end} onPointerCancel={end}
        onDoubleClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onGain(nearestBand((event.clientX - box.left) / box.width), 0);
        }}>
        <SpectrumCanvas id={spectrumId} />
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {LINES_DB.map((db) => <path key={db} className={db === 0 ? 'line zero' : 'line'} d={`M0 ${yOf(db)}H${WIDTH}`} />)}
          {LINES_HZ.map((hz) => <path key={hz} className="line" d={`M${placeOf(hz) * WIDTH} 0V${HEIGHT}`} />)}
          <path className="at" d={`M${placeOf(band) * WIDTH} 0V${HEIGHT}`} />
          <Curve gains={gains} downDb={downDb} />
        </svg>
        {LINES_DB.filter((db) => db !== 0).map((db) => <span key={db} className="db num" style={{ top: `${(yOf(db) / HEIGHT) * 100}%` }}>{formatGain(db).replace(/[.,]0$/, '')}</span>)}
        {LINES_HZ.map((hz) => <span key={hz} className="hz num" style={{ left: `${placeOf(hz) * 100}%` }}>{spokenHz(hz)}</span>)}
        {gains.map((gainDb, index) => <Handle key={index} band={index} gainDb={gainDb} active={index === active} onActive={onActive} onGain={onGain} />)}
      </div>
      <div className="eq-bands num" aria-hidden="true">
        {gains.map((gainDb, index) => (
          <button key={index} type="button" tabIndex={-1} className={`${index === active ? 'on' : ''} ${gainDb === 0 ? 'zero' : ''}`} onClick={() => onActive(index)} onDoubleClick={() => onGain(index, 0)}>
            <em>{gainDb === 0 ? '0' : formatGain(gainDb).replace(/[.,]0$/, '')}</em><span>{hertz(CENTRES_HZ[index] ?? 0)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

const round = (gainDb: number): number => Math.round(gainDb * 10) / 10;

function nearestBand(place: number): number {
  const hz = hzAt(place);
  const ways = CENTRES_HZ.map((centre) => Math.abs(Math.log(centre / hz)));
  return ways.indexOf(Math.min(...ways));
}

function Curve({ gains, downDb }: { gains: readonly number[]; downDb: number }) {
  const line = curvePath(gains, downDb, WIDTH, CURVE_POINTS, yOf, RATE_HZ);
  return (
    <>
      <path className="under" d={`${line}L${WIDTH} ${HEIGHT / 2}L0 ${HEIGHT / 2}Z`} />
      <path className="curve" d={line} />
    </>
  );
}

interface HandleProps {
  band: number;
  gainDb: number;
  active: boolean;
  onActive: (band: number) => void;
  onGain: (band: number, gainDb: number) => void;
}

function Handle({ band, gainDb, active, onActive, onGain }: HandleProps) {
  const hz = CENTRES_HZ[band] ?? 0;
  const why = useBarred();
  const press = (event: KeyboardEvent<HTMLSpanElement>): void => {
    const step = event.shiftKey ? 0.1 : 0.5;
    const next = { ArrowUp: gainDb + step, ArrowDown: gainDb - step, '+': gainDb + step, '-': gainDb - step, PageUp: gainDb + 3, PageDown: gainDb - 3, Home: -MOST_DB, End: MOST_DB, 0: 0, Delete: 0 }[event.key];
    const other = { ArrowLeft: band - 1, ArrowRight: band + 1 }[event.key];
    if (next === undefined && other === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) onGain(band, round(clampDb(next)));
    else event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-band="${String(other)}"]`)?.focus();
  };
  return (
    <span className={active ? 'handle on' : 'handle'} data-band={band} role="slider" tabIndex={active ? 0 : -1} aria-orientation="vertical" aria-label={t('eq.band', { value: spokenHz(hz) })}
      aria-valuemin={-MOST_DB} aria-valuemax={MOST_DB} aria-valuenow={gainDb} aria-valuetext={t(gainDb < 0 ? 'gain.spokenMinus' : 'gain.spokenPlus', { value: formatOne(Math.abs(gainDb)) })}
      {...barredProps(why)} style={{ left: `${placeOf(hz) * 100}%`, top: `${(yOf(gainDb) / HEIGHT) * 100}%` }} onFocus={() => onActive(band)} onKeyDown={press} />
  );
}

/** Levels of the spectrum that fill the field, from top to bottom. */
const [TOP_DB, BOTTOM_DB] = [0, -80];
const FALL_DB_A_SECOND = 40;

/** What sounds there now, in grey behind the curve. Drawn outside React; asked for while it is on the page. */
function SpectrumCanvas({ id }: { id: string | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    connection.wantSpectrum(id);
    return () => connection.wantSpectrum(null);
  }, [id]);
  useEffect(() => {
    const drawn: number[] = [];
    let lastMs = performance.now();
    return onFrame((nowMs) => {
      const context = canvas.current?.getContext('2d');
      if (!canvas.current || !context) return;
      const fall = ((nowMs - lastMs) / 1000) * FALL_DB_A_SECOND;
      lastMs = nowMs;
      const bands = id === null ? null : spectrumOf(id);
      bands?.forEach((level, band) => (drawn[band] = Math.max(level, (drawn[band] ?? BOTTOM_DB) - fall)));
      drawSpectrum(canvas.current, context, bands === null ? [] : drawn);
    });
  }, [id]);
  return <canvas ref={canvas} className="spectrum" aria-hidden="true" />;
}

function drawSpectrum(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, levels: readonly number[]): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  fitCanvas(canvas, context, width, height);
  context.clearRect(0, 0, width, height);
  if (levels.length === 0) return;
  context.beginPath();
  context.moveTo(0, height);
  levels.forEach((level, band) => {
    const part = Math.min(1, Math.max(0, (level - BOTTOM_DB) / (TOP_DB - BOTTOM_DB)));
    context.lineTo(placeOf(bandHz(band)) * width, height * (1 - part));
  });
  context.lineTo(width, height);
  context.closePath();
  const shade = context.createLinearGradient(0, 0, 0, height);
  shade.addColorStop(0, 'rgb(150 156 160 / .55)');
  shade.addColorStop(1, 'rgb(150 156 160 / .16)');
  context.fillStyle = shade;
  context.fill();
}

/** Typed gain of one band, beside its frequency and width. */
export function BandFigures({ band, gainDb, together, onGain }: { band: number; gainDb: number; together: number; onGain: (gainDb: number) => void }) {
  const hz = CENTRES_HZ[band] ?? 0;
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    const value = Number((typed ?? '').replace(/\s*dB$/i, '').replace(',', '.').replace('\u2212', '-'));
    if (typed !== null && typed.trim() !== '' && Number.isFinite(value)) onGain(round(clampDb(value)));
    setTyped(null);
  };
  const name = t('eq.bandGain', { value: spokenHz(hz) });
  return (
    <dl className="eq-figures num">
      <div><dt>{t('eq.bandHead')}</dt><dd>{spokenHz(hz)}</dd></div>
      <div><dt>{t('field.gain')}</dt><dd>{typed === null
        ? <ActButton className="val" aria-label={t('number.edit', { name, value: withUnit(formatGain(gainDb), 'dB') })} onClick={() => setTyped(formatGain(gainDb))}>{withUnit(formatGain(gainDb), 'dB')}</ActButton>
        : <input className="val typing" aria-label={name} value={typed} autoFocus size={5} inputMode="decimal" onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={commit}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter') commit();
              if (event.key === 'Escape') setTyped(null);
            }} />}</dd></div>
      <div><dt>{t('eq.together')}</dt><dd>{withUnit(formatGain(together), 'dB')}</dd></div>
      <div><dt>{t('eq.width')}</dt><dd>Q 1</dd></div>
    </dl>
  );
}

export const togetherDb = (gains: readonly number[], band: number, downDb: number): number => responseDb(gains, CENTRES_HZ[band] ?? 0, RATE_HZ) - downDb;
