import type { ReactNode } from 'react';
import { Barred } from '../../lib/barred';
import { t } from '../../lib/i18n';
import { mayOperate } from '../../lib/me';
import { useMe } from '../../lib/use-person';

/** What changes something in here is barred to who may only listen. */
export function ForOperators({ children }: { children: ReactNode }) {
  return <Barred value={mayOperate(useMe()) ? null : t('barred.listener')}>{children}</Barred>;
}
