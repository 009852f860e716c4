import type { Key } from './i18n';
import { createStore } from './store';

export interface Toast {
  text: string;
  undo: (() => void) | null;
  /** What the button says that takes it back. */
  undoLabel: Key;
}

const SHOWN_MS = 8000;
let hideTimer: ReturnType<typeof setTimeout> | undefined;

/** One at a time: a new one replaces the old. */
export const toast = createStore<Toast | null>(null);

export function hideToast(): void {
  clearTimeout(hideTimer);
  toast.set(null);
}

export function tell(text: string, undo: (() => void) | null = null, undoLabel: Key = 'toast.undo'): void {
  clearTimeout(hideTimer);
  toast.set({ text, undo, undoLabel });
  hideTimer = setTimeout(hideToast, SHOWN_MS);
}
