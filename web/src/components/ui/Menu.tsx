import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

interface Props {
  /** What the button is called, and what opens. */
  label: string;
  button: ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
}

/** A button with a small region that floats below it. Esc and a press elsewhere close it; the focus returns. */
export function Menu({ label, button, className = '', children }: Props) {
  const [open, setOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => setOpen(false);
  useEffect(() => {
    const element = host.current;
    if (!open || !element) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !element.contains(event.target)) setOpen(false);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', key, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', key, true);
      if (document.activeElement === document.body) element.querySelector('button')?.focus();
    };
  }, [open]);
  return (
    <div className="menu-host" ref={host}>
      <button type="button" className={className} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>{button}</button>
      {open ? <div className="menu" id={id} role="dialog" aria-label={label}>{children(close)}</div> : null}
    </div>
  );
}
