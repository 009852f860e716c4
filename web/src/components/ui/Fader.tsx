import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { barredProps, useBarred } from '../../lib/barred';
import { dbToFader, faderToDb, MAX_DB, stepDb, UNITY_POSITION } from '../../lib/fader';
import { FaderDrag, passesUnity } from '../../lib/fader-drag';
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

const VIBRATES_MS = 8;
const TICKS_DB = [10, 5, 0, -5, -10, -20, -30, -40, -60];

function spoken(gainDb: number): string {
  if (gainDb === -Infinity) return t('gain.silent');
  const value = formatOne(Math.abs(gainDb));
  return t(gainDb < -0.05 ? 'gain.spokenMinus' : 'gain.spokenPlus', { value });
}

/** A gain as a slider. How it is dragged is told by `FaderDrag`. */
export function Fader({ label, gainDb, onChange, maxDb = MAX_DB, tall = false, together = null }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const drag = useRef<{ by: FaderDrag; movable: Movable; lastDb: number } | null>(null);
  const [dragging, setDragging] = useState(false);
  const top = dbToFader(maxDb);
  const position = Math.min(1, dbToFader(gainDb) / top);
  const why = useBarred();
  const change = (next: number): void => {
    if (why === null) onChange(Math.min(maxDb, next));
  };
  useFocusedWheel(element, (step) => change(stepDb(gainDb, step)));

  const placeOf = ({ clientX, clientY }: PointerEvent): [along: number, across: number] => (tall ? [-clientY, clientX] : [clientX, clientY]);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || why !== null) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const movable = event.altKey && together ? together : { gainDb, onChange };
    drag.current = { by: new FaderDrag(Math.min(1, dbToFader(movable.gainDb) / top), ...placeOf(event), event.pointerType === 'touch'), movable, lastDb: movable.gainDb };
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const now = drag.current;
    if (!now) return;
    const to = now.by.move(...placeOf(event), tall ? event.currentTarget.clientHeight : event.currentTarget.clientWidth, event.shiftKey);
    if (to === null) return;
    const next = Math.min(maxDb, faderToDb(to * top));
    if (event.pointerType === 'touch' && passesUnity(now.lastDb, next) && 'vibrate' in navigator) navigator.vibrate(VIBRATES_MS);
    now.lastDb = next;
    now.movable.onChange(next);
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
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={endDrag} onPointerCancel={endDrag} onDoubleClick={() => change(0)} onKeyDown={onKeyDown} onContextMenu={keepFinger}>
      {tall ? <Ticks /> : maxDb > 0 ? <i className="unity" style={{ left: `${UNITY_POSITION * 100}%` }} /> : null}
      {tall ? null : <span style={{ width: `${position * 100}%` }} />}
      <b style={{ [tall ? 'bottom' : 'left']: `${position * 100}%` }} />
    </div>
  );
}

/** A finger that rests on a fader holds it; the menu of its row is not asked for. */
function keepFinger(event: MouseEvent): void {
  if ((event.nativeEvent as Partial<globalThis.PointerEvent>).pointerType !== 'touch') return;
  event.preventDefault();
  event.stopPropagation();
}

function Ticks() {
  return TICKS_DB.map((db) => <i key={db} className={`tick ${db === 0 ? 'zero' : ''}`} style={{ bottom: `${dbToFader(db) * 100}%` }} aria-hidden="true"><em>{db > 0 ? `+${db}` : Math.abs(db)}</em></i>);
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
