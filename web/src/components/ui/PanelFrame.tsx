import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../lib/i18n';
import { closePanel } from '../../lib/ui-state';
import { useMedia } from '../../lib/use-media';
import { useSwipeDown } from '../../lib/use-swipe-down';
import { IconButton } from './IconButton';

interface Props {
  label: string;
  /** What kind of thing it is, above the title. */
  over?: string;
  title: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** Stands between the head and the body and does not scroll. */
  tabs?: ReactNode;
  /** Wider, and higher as a sheet. */
  wide?: boolean;
  children: ReactNode;
}

/** The region at the right edge; a sheet from below on a phone, where it takes the focus and gives it back. */
export function PanelFrame({ label, over, title, actions, footer, tabs, wide = false, children }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const sheet = useMedia('(max-width: 640px)');
  const Tag = sheet ? 'div' : 'aside';
  useSheetFocus(panel, sheet);
  useSwipeDown(panel, sheet, closePanel);
  return (
    <>
      {sheet ? <div className="scrim" onClick={closePanel} /> : null}
      <Tag className={wide ? 'panel wide' : 'panel'} ref={panel} aria-label={label} {...(sheet ? { role: 'dialog', 'aria-modal': true, tabIndex: -1 } : {})}>
        <header>
          <div>
            {over ? <span className="fact">{over}</span> : null}
            <h2>{title}</h2>
          </div>
          {actions}
          <IconButton icon="close" label={t('panel.close')} hotkey="Esc" onPress={closePanel} />
        </header>
        {tabs}
        <div className="panel-body">{children}</div>
        {footer ? <footer>{footer}</footer> : null}
      </Tag>
    </>
  );
}

/** A sheet covers the page: the focus goes in, stays in and returns. */
function useSheetFocus(panel: React.RefObject<HTMLElement | null>, sheet: boolean): void {
  useEffect(() => {
    const element = panel.current;
    if (!sheet || !element) return;
    const before = document.activeElement;
    element.focus();
    const keepIn = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) element.focus();
    };
    element.addEventListener('focusout', keepIn);
    return () => {
      element.removeEventListener('focusout', keepIn);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [panel, sheet]);
}
