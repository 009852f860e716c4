import { memo, useEffect, useRef } from 'react';
import type { Sink, Source } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { barredProps, useBarred } from '../../../lib/barred';
import { isFlat } from '../../../lib/equalizer';
import { volumeToDb } from '../../../lib/fader';
import { formatGain, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import type { Path } from '../../../lib/paths';
import { menuOf } from '../../../lib/row-menu';
import { onFrame } from '../../../live/meters/frame-loop';
import { rmsOf } from '../../../live/meters/levels';
import { deflection, FLOOR_DB } from '../../../live/meters/scale';

interface Props {
  source: Source;
  sink: Sink;
  path: Path | null;
  /** The path is that of a group. */
  given: boolean;
  selected: boolean;
  tabStop: boolean;
  /** Row and column, with a point between. */
  place: string;
  index: number;
  left: number;
  width: number;
  onPress: (source: Source, sink: Sink) => void;
  onFocusCell: (at: { row: number; column: number }) => void;
}

/** A crossing: a dot, or the route's gain on a ground that shines by its level, or a link for the path of a group. */
export const Cell = memo(function Cell({ source, sink, path, given, selected, tabStop, place, index, left, width, onPress, onFocusCell }: Props) {
  const [row = 0, column = 0] = place.split('.').map(Number);
  const gain = path ? formatGain(volumeToDb(path.route.volume)) : '';
  const names = { source: source.name, sink: sink.name, gain: withUnit(gain, 'dB') };
  const label = !path ? t('matrix.connect', names) : given ? t('matrix.given', names) : path.off ? t('matrix.routeOff', names) : t('matrix.route', names);
  const why = useBarred();
  const silent = path !== null && (path.off || path.gone);
  return (
    <div className={`cell ${!path ? 'empty' : given ? 'given' : 'routed'} ${silent && !given ? 'hatched' : ''} ${selected ? 'selected' : ''}`} id={cellId(place)} role="gridcell" aria-colindex={index} aria-selected={selected} aria-label={label}
      tabIndex={tabStop ? 0 : -1} data-cell={place} style={{ left, width }} title={label} {...(path ? menuOf('routes', path.route.config_id) : barredProps(why))} onFocus={() => onFocusCell({ row, column })} onClick={() => onPress(source, sink)}>
      {path && !given && !silent ? <Glow path={path} /> : null}
      {!path ? null : given ? <Icon name="link" /> : <><span className="num">{path.route.enabled ? gain : t('state.off')}</span><Extra path={path} /></>}
    </div>
  );
}, (before, after) =>
  (Object.keys(after) as (keyof Props)[]).every((key) => key === 'path' || before[key] === after[key]) && samePath(before.path, after.path));

export const cellId = (place: string): string => `cell-${place}`;

const samePath = (a: Path | null, b: Path | null): boolean =>
  a === b || (a !== null && b !== null && a.route === b.route && a.off === b.off && a.gone === b.gone && a.gainDb === b.gainDb && a.levelIds.join() === b.levelIds.join());

/** What else a route does to the sound. */
function Extra({ path: { route } }: { path: Path }) {
  const { delay, equalizer } = route;
  if (delay > 0) return <small className="num">{withUnit(String(delay), 'ms')}</small>;
  return isFlat(equalizer) ? null : <small>EQ</small>;
}

/** The level as light is changed only in steps that can be told apart. */
const STEPS = 24;
/** RMS lies some dB below what one would call the level. */
const LIFT_DB = 6;

function Glow({ path }: { path: Path }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = -1;
    return onFrame((nowMs) => {
      let loudest = FLOOR_DB;
      for (const id of path.levelIds) loudest = Math.max(loudest, rmsOf(id, nowMs));
      const step = Math.round(Math.min(1, deflection(loudest + path.gainDb + LIFT_DB)) * STEPS);
      if (step === shown || !element.current) return;
      shown = step;
      element.current.style.opacity = String(0.08 + (0.92 * step) / STEPS);
    });
  }, [path]);
  return <span className="glow" ref={element} />;
}
