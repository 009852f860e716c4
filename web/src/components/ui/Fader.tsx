import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { barredProps, useBarred } from '../../lib/barred';
import { dbToFader, faderToDb, MAX_DB, stepDb, UNITY_POSITION } from '../../lib/fader';
import { formatOne } from '../../lib/format';
import { t } from '../../lib/i18n';

/** A gain that a drag can move. */
interface Movable {
  gainDb: number;
  onChange: (gainDb: number) => void;
}

interface Props extends Movable {
  label: string;
  /** Where the limit is 0 dB the travel above is not drawn. */
  maxDb?: 0 | typeof MAX_DB;
  /** It stands, with marks; otherwise it lies. */
  tall?: boolean;
  /** What a drag with Alt moves: the gain of the group. */
  together?: Movable | null;
}

interface Drag {
  last: number;
  position: number;
  moved: boolean;
  movable: Movable;
}

const TOUCH_SLOP_PX = 8;
const FINE = 0.1;
const TICKS_DB = [10, 5, 0, -5, -10, -20, -30, -40, -60];

function spoken(gainDb: number): string {
  if (gainDb === -Infinity) return t('gain.silent');
  const value = formatOne(Math.abs(gainDb));
  return t(gainDb < -0.05 ? 'gain.spokenMinus' : 'gain.spokenPlus', { value });
}

/** Dragging is relative: pressing beside the cap moves nothing. Shift is a tenth of the speed. */
export function Fader({ label, gainDb, onChange, maxDb = MAX_DB, tall = false, together = null }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [dragging, setDragging] = useState(false);
  const top = dbToFader(maxDb);
  const position = Math.min(1, dbToFader(gainDb) / top);
  const why = useBarred();
  const change = (next: number): void => {
    if (why === null) onChange(Math.min(maxDb, next));
  };
  useFocusedWheel(element, (step) => change(stepDb(gainDb, step)));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || why !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const movable = event.altKey && together ? together : { gainDb, onChange };
    drag.current = { last: tall ? event.clientY : event.clientX, position: Math.min(1, dbToFader(movable.gainDb) / top), moved: event.pointerType !== 'touch', movable };
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const now = drag.current;
    if (!now) return;
    const wayPx = tall ? now.last - event.clientY : event.clientX - now.last;
    if (!now.moved && Math.abs(wayPx) < TOUCH_SLOP_PX) return;
    now.moved = true;
    now.last = tall ? event.clientY : event.clientX;
    const travelPx = tall ? event.currentTarget.clientHeight : event.currentTarget.clientWidth;
    const before = faderToDb(now.position * top);
    now.position = Math.min(1, Math.max(0, now.position + (wayPx / travelPx) * (event.shiftKey ? FINE : 1)));
    const after = faderToDb(now.position * top);
    if (event.pointerType === 'touch' && before < 0 !== after < 0 && 'vibrate' in navigator) navigator.vibrate(8);
    if (wayPx !== 0) now.movable.onChange(Math.min(maxDb, after));
  };
  const endDrag = (): void => {
    drag.current = null;
    setDragging(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyGain(event, gainDb, maxDb);
    if (next === null || why !== null) return;
    event.preventDefault();
    event.stopPropagation();
    change(next);
  };

  return (
    <div ref={element} className={`fader ${tall ? 'tall' : ''} ${dragging ? 'dragging' : ''}`} role="slider" tabIndex={0} aria-label={label} aria-orientation={tall ? 'vertical' : 'horizontal'}
      aria-valuemin={-60} aria-valuemax={maxDb} aria-valuenow={Math.max(-60, Math.round(gainDb * 10) / 10)} aria-valuetext={spoken(gainDb)} {...barredProps(why)}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={endDrag} onPointerCancel={endDrag} onDoubleClick={() => change(0)} onKeyDown={onKeyDown}>
      {tall ? <Ticks /> : maxDb > 0 ? <i className="unity" style={{ left: `${UNITY_POSITION * 100}%` }} /> : null}
      {tall ? null : <span style={{ width: `${position * 100}%` }} />}
      <b style={{ [tall ? 'bottom' : 'left']: `${position * 100}%` }} />
    </div>
  );
}

function Ticks() {
  return TICKS_DB.map((db) => <i key={db} className={`tick ${db === 0 ? 'zero' : ''}`} style={{ bottom: `${dbToFader(db) * 100}%` }} aria-hidden="true"><em>{Math.abs(db)}</em></i>);
}

function keyGain(event: KeyboardEvent, gainDb: number, maxDb: number): number | null {
  const step = event.shiftKey ? 0.1 : 0.5;
  switch (event.key) {
    case 'ArrowRight': case 'ArrowUp': case '+': return stepDb(gainDb, step);
    case 'ArrowLeft': case 'ArrowDown': case '-': return stepDb(gainDb, -step);
    case 'PageUp': return stepDb(gainDb, 5);
    case 'PageDown': return stepDb(gainDb, -5);
    case 'Home': return -Infinity;
    case 'End': return maxDb;
    case '0': return 0;
    default: return null;
  }
}

/** The wheel moves a control only while it has the focus, never one that is merely under the pointer. */
function useFocusedWheel(element: React.RefObject<HTMLDivElement | null>, onStep: (step: number) => void): void {
  const step = useRef(onStep);
  useEffect(() => {
    step.current = onStep;
  });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const turn = (event: WheelEvent): void => {
      if (document.activeElement !== target || event.deltaY + event.deltaX === 0) return;
      event.preventDefault();
      step.current((event.deltaY + event.deltaX < 0 ? 1 : -1) * (event.shiftKey ? 0.1 : 0.5));
    };
    target.addEventListener('wheel', turn, { passive: false });
    return () => target.removeEventListener('wheel', turn);
  }, [element]);
}
