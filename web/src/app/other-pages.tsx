import { lazy, type ComponentType } from 'react';
import type { Kind } from '../api/types';

const KINDS: Record<string, Kind> = { sink: 'sinks', source: 'sources', route: 'routes' };

const DesktopMenu = lazy(() => import('./DesktopMenu').then((module) => ({ default: module.DesktopMenu })));
const Listen = lazy(() => import('./Listen').then((module) => ({ default: module.Listen })));

/** Pages with an address of their own, which stand without the shell; undefined for the page itself. */
export function otherPage(path: string): ComponentType | undefined {
  if (/^\/site\/desktopmenu\/?$/.test(path)) return DesktopMenu;
  const [, word = '', name = ''] = /^\/site\/listen\/([^/]+)\/([^/]+)\/?$/.exec(path) ?? [];
  const kind = KINDS[word];
  if (!kind) return undefined;
  const called = decodeURIComponent(name);
  return () => <Listen kind={kind} called={called} />;
}
