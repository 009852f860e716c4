import { t } from '../../lib/i18n';
import { hideToast, toast } from '../../lib/toasts';
import { useStore } from '../../lib/use-store';

/** The polite live region of the page. */
export function Toasts() {
  const now = useStore(toast);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {now ? (
        <div className="toast">
          <span>{now.text}</span>
          {now.undo ? <button type="button" onClick={() => {
            now.undo?.();
            hideToast();
          }}>{t(now.undoLabel)}</button> : null}
        </div>
      ) : null}
    </div>
  );
}
