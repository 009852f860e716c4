import { lazy, type ComponentType } from 'react';
import type { IconName } from '../components/ui/Icon';
import { ListView } from '../features/list/components/ListView';
import { PatchView } from '../features/patch/components/PatchView';
import type { Page, View } from '../lib/ui-state';

/** The views of what plays where, in the order of their tabs and of their keys from 1 on. */
export const VIEWS: readonly { name: View; component: ComponentType }[] = [
  { name: 'patch', component: PatchView },
  { name: 'matrix', component: lazy(() => import('../features/matrix/components/MatrixView').then(({ MatrixView }) => ({ default: MatrixView }))) },
  { name: 'mixer', component: lazy(() => import('../features/mixer/components/MixerView').then(({ MixerView }) => ({ default: MixerView }))) },
  { name: 'list', component: ListView },
];

export interface Place {
  name: Page;
  icon: IconName;
  /** None for the page `live`, whose views are above. Heavy pages are loaded when they are first opened. */
  component?: ComponentType;
  /** At the lower end of the rail. */
  low?: boolean;
}

/** The pages in the order of the rail. */
export const PAGES: readonly Place[] = [
  { name: 'live', icon: 'live' },
  { name: 'scenes', icon: 'scene', component: lazy(async () => ({ default: (await import('../features/scenes/components/ScenesPage')).ScenesPage })) },
  { name: 'stats', icon: 'stats', component: lazy(async () => ({ default: (await import('../features/stats/components/StatsPage')).StatsPage })) },
  { name: 'logs', icon: 'logs', component: lazy(async () => ({ default: (await import('../features/logs/components/LogsPage')).LogsPage })) },
  { name: 'people', icon: 'people', low: true, component: lazy(async () => ({ default: (await import('../features/people/components/PeoplePage')).PeoplePage })) },
  { name: 'settings', icon: 'settings', low: true, component: lazy(async () => ({ default: (await import('../features/settings/components/SettingsPage')).SettingsPage })) },
];
