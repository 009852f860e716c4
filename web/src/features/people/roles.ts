import type { Role } from '../../api/types';
import { t } from '../../lib/i18n';

export const ROLES = (['admin', 'operator', 'listener'] as const).map((value): { value: Role; label: string } => ({ value, label: t(`role.${value}`) }));
