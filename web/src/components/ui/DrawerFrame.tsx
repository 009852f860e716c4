import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../lib/i18n';
import { drawer } from '../../lib/ui-state';
import { IconButton } from './IconButton';

const close = (): void => drawer.set('none');

/** Floats over the right edge of every page; takes the focus, keeps it and gives it back. */
export function DrawerFrame({ label, note, children }: { label: string; note?: ReactNode; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const before = document.activeElement;
    element.focus();
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    };
    const keepIn = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) element.focus();
    };
    element.addEventListener('keydown', key);
    element.addEventListener('focusout', keepIn);
    return () => {
      element.removeEventListener('keydown', key);
      element.removeEventListener('focusout', keepIn);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <>
      <div className="drawer-back" onClick={close} />
      <div className="drawer" ref={frame} role="dialog" aria-modal="true" aria-label={label} tabIndex={-1}>
        <header><h2>{label}</h2>{note ? <span className="fact">{note}</span> : null}<span className="spring" /><IconButton icon="close" label={t('panel.close')} hotkey="Esc" onPress={close} /></header>
        <div className="drawer-body">{children}</div>
      </div>
    </>
  );
}
