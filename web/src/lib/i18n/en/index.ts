import { base } from './base';
import { craft } from './craft';
import { live } from './live';
import { pages } from './pages';
import { panel } from './panel';
import { settings } from './settings';

/** Every sentence of the page, a file for each part of it. `{x}` is filled in; a key with `.one` and `.other` is chosen by number. */
export const en = { ...base, ...craft, ...live, ...pages, ...panel, ...settings } as const;

export type Key = keyof typeof en;
