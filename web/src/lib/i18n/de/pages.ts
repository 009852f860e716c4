import type { pages as english } from '../en/pages';

export const pages: Record<keyof typeof english, string> = {
  'page.live': 'Live',
  'page.scenes': 'Szenen',
  'page.stats': 'Statistik',
  'page.logs': 'Protokoll',
  'page.people': 'Personen',
  'page.settings': 'Einstellungen',
};
