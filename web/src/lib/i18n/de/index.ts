import type { Key } from '../en';
import { base } from './base';
import { craft } from './craft';
import { live } from './live';
import { pages } from './pages';
import { panel } from './panel';
import { settings } from './settings';

export const de: Record<Key, string> = { ...base, ...craft, ...live, ...pages, ...panel, ...settings };
