import { createStore } from './store';

/** The modifier as this person's keyboard has it. */
export const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** Whether the sheet with all keys is open. */
export const keySheet = createStore(false);
