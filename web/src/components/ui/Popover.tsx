import { useCallback, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { ActButton } from './ActButton';
import { useBarred } from '../../lib/barred';
import '../../styles/popover.css';

interface Props {
  /** What the button says, or an icon with `label`. */
  button: ReactNode;
  label?: string;
  className?: string;
  /** What it holds, to those who cannot see it. */
  title: string;
  /** A press on what has `data-closes` closes the sheet; so does the function that is given. */
  children: ReactNode | ((close: () => void) => ReactNode);
  /** All that it holds changes something: it does not open to who may not. */
  acts?: boolean;
}

const GAP_PX = 8;
const EDGE_PX = 8;

/** A small sheet at its button, clear of what `data-popover-clear` encloses, above it when there is no room below. Esc or a press elsewhere closes it and the focus goes back. */
export function Popover({ acts = false, ...props }: Props) {
  const barred = useBarred() !== null;
  return acts && barred ? <ActButton className={props.className} aria-label={props.label}>{props.button}</ActButton> : <Sheet {...props} />;
}

function Sheet({ button, label, className = '', title, children }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => sheet.current?.hidePopover(), []);
  useLayoutEffect(() => {
    if (!open || !opener.current || !sheet.current) return;
    const place = (): void => placeAt(opener.current, sheet.current);
    const sizes = new ResizeObserver(place);
    sizes.observe(sheet.current);
    addEventListener('resize', place);
    return () => {
      sizes.disconnect();
      removeEventListener('resize', place);
    };
  }, [open]);
  return (
    <>
      <button ref={opener} type="button" className={className} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={open} popoverTarget={id}>{button}</button>
      <div ref={sheet} id={id} popover="auto" role="dialog" aria-label={title} className="popover" tabIndex={-1}
        onBeforeToggle={(event) => flushSync(() => setOpen(event.newState === 'open'))}
        onToggle={(event) => {
          if (event.newState === 'open') sheet.current?.focus();
        }}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('[data-closes]')) sheet.current?.hidePopover();
        }}>
        {open ? (typeof children === 'function' ? <Closable close={close}>{children}</Closable> : children) : null}
      </div>
    </>
  );
}

/** What closes the sheet by itself when it is done. */
function Closable({ close, children }: { close: () => void; children: (close: () => void) => ReactNode }) {
  return children(close);
}

function placeAt(opener: HTMLElement | null, sheet: HTMLElement | null): void {
  if (!opener || !sheet) return;
  const from = opener.getBoundingClientRect();
  const around = opener.closest('[data-popover-clear]')?.getBoundingClientRect() ?? from;
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = around.bottom + GAP_PX;
  sheet.style.left = `${Math.max(EDGE_PX, Math.min(from.left, innerWidth - width - EDGE_PX))}px`;
  sheet.style.top = `${below + height <= innerHeight - EDGE_PX ? below : Math.max(EDGE_PX, around.top - GAP_PX - height)}px`;
}
