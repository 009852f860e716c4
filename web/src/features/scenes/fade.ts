import { formatNumber, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import { createStore } from '../../lib/store';

/** How long recalls take, the same in the menu and on the page. */
export const fadeMs = createStore(0);

export const FADES = [0, 500, 2000, 5000, 15_000].map((value) => ({ value, label: value === 0 ? t('scene.fadeNone') : withUnit(formatNumber(value / 1000), 's') }));
