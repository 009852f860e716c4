import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { formatLevel } from '../../lib/format';
import { t } from '../../lib/i18n';
import { useStore } from '../../lib/use-store';
import { MeterBank } from '../../live/meters/bank';
import { onReadout } from '../../live/meters/frame-loop';
import { clearClip, clipped, heldPeakOf } from '../../live/meters/levels';

const Bank = createContext<MeterBank | null>(null);

/** A region whose meters are drawn on one canvas above it. */
export function MeterRegion({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
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
      <canvas className="meter-canvas" ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

/** Where the meter of an endpoint is drawn; with a lamp that stays lit after a clip until it is pressed. */
export function Meter({ id, dead = false }: { id: string; dead?: boolean }) {
  const element = useRef<HTMLSpanElement>(null);
  const bank = useContext(Bank);
  const lit = useStore(clipped).has(id);
  useEffect(() => {
    if (bank && element.current) return bank.add({ element: element.current, id, dead });
    return undefined;
  }, [bank, id, dead]);
  return (
    <span className="meter">
      <span className="meter-slot" ref={element} />
      {lit ? <ClipLamp id={id} /> : null}
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

/** The held peak as a figure, four times a second, without React. */
export function Peak({ id, dead = false, className = 'pk' }: { id: string; dead?: boolean; className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = (): void => {
      const figure = formatLevel(dead ? -Infinity : heldPeakOf(id));
      if (element.current && element.current.textContent !== figure) element.current.textContent = figure;
    };
    write();
    return onReadout(write);
  }, [id, dead]);
  return <span className={`num ${className}`} title={t('row.peak')} ref={element} />;
}
