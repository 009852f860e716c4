import type { Entry } from '../features/find/entries';
import { t } from '../lib/i18n';
import { page } from '../lib/ui-state';
import { ACTIONS, barredWhy, openView } from './actions';
import { PAGES, VIEWS } from './places';

/** What the palette can do with the page itself: open its pages and views, and all actions that are about no row. */
export const COMMANDS: readonly Entry[] = [
  ...VIEWS.map(({ name }): Entry => ({ key: `view-${name}`, group: 'find.pages', label: t(`view.${name}`), mark: 'live', note: t('page.live'), run: () => openView(name) })),
  ...PAGES.filter(({ name }) => name !== 'live').map(({ name, icon }): Entry => ({ key: `page-${name}`, group: 'find.pages', label: t(`page.${name}`), mark: icon, run: () => page.set(name) })),
  ...ACTIONS.flatMap(({ actions }) => actions).flatMap((action): Entry[] => {
    const { label, icon, run } = action;
    return icon === undefined || label.startsWith('keys.view.') ? [] : [{ key: `do-${label}`, group: 'find.do', label: t(label), mark: icon, why: () => barredWhy(action), run: () => run() }];
  }),
];
