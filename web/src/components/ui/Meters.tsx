import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { formatLevel } from '../../lib/format';
import { t } from '../../lib/i18n';
import { useStore } from '../../lib/use-store';
import { MeterBank } from '../../live/meters/bank';
import { onReadout } from '../../live/meters/frame-loop';
import { clearClip, clipped, heldPeakOf } from '../../live/meters/levels';

const Bank = createContext<MeterBank | null>(null);

interface RegionProps {
  label: string;
  className?: string;
  /** Where the canvas hangs in the region; `meter-canvas` covers it. */
  canvasClassName?: string;
  children: ReactNode;
}

/** A region whose meters are drawn on one canvas above it. */
export function MeterRegion({ label, className, canvasClassName = 'meter-canvas', children }: RegionProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [bank, setBank] = useState<MeterBank | null>(null);
  useEffect(() => {
    if (!frame.current || !canvas.current) return;
    const opened = new MeterBank(canvas.current, frame.current);
    setBank(opened);
    return () => opened.close();
  }, []);
  return (
    <div className={`meter-region ${className ?? ''}`} ref={frame}>
      <Bank value={bank}>{children}</Bank>
      <div className={canvasClassName}><canvas ref={canvas} role="img" aria-label={label} /></div>
    </div>
  );
}

interface MeterProps {
  /** Whose level; of several the loudest. */
  id: string | readonly string[];
  dead?: boolean;
  form?: 'row' | 'strip';
}

/** Where the meter of an endpoint is drawn; with a lamp that stays lit after a clip until it is pressed. */
export function Meter({ id, dead = false, form = 'row' }: MeterProps) {
  const element = useRef<HTMLSpanElement>(null);
  const bank = useContext(Bank);
  const lights = useStore(clipped);
  const key = typeof id === 'string' ? id : id.join('\n');
  useEffect(() => {
    if (bank && element.current) return bank.add({ element: element.current, ids: key.split('\n'), dead, form });
    return undefined;
  }, [bank, key, dead, form]);
  const lit = key.split('\n').find((one) => lights.has(one));
  return (
    <span className={form === 'strip' ? 'meter standing' : 'meter'}>
      <span className="meter-slot" ref={element} />
      {lit === undefined ? null : <ClipLamp id={lit} />}
    </span>
  );
}

function ClipLamp({ id }: { id: string }) {
  return (
    <span className="clip" aria-hidden="true" title={t('row.clipped', { name: '' })}
      onClick={(event) => {
        event.stopPropagation();
        clearClip(id, event.altKey);
      }} />
  );
}

/** Text that is written four times a second, without React. */
export function Readout({ read, className, title }: { read: () => string; className?: string; title?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const newest = useRef(read);
  useEffect(() => {
    newest.current = read;
  });
  useEffect(() => {
    const write = (): void => {
      const figure = newest.current();
      if (element.current && element.current.textContent !== figure) element.current.textContent = figure;
    };
    write();
    return onReadout(write);
  }, []);
  return <span className={`num ${className ?? ''}`} title={title} ref={element} />;
}

/** The held peak as a figure; of several endpoints the highest. */
export function Peak({ id, dead = false, className = 'pk' }: { id: string | readonly string[]; dead?: boolean; className?: string }) {
  return <Readout className={className} title={t('row.peak')} read={() => formatLevel(dead ? -Infinity : heldPeakOf(...(typeof id === 'string' ? [id] : id)))} />;
}
