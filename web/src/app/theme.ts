import { createStore } from '../lib/store';
import { themeChanged } from '../live/meters/canvas';
import { preference, preferences, setPreference } from '../live/preferences';

export type Theme = 'dark' | 'light';

const SAVED_AS = 'theme';

const isTheme = (value: unknown): value is Theme | null => value === 'dark' || value === 'light';

/** As it was seen here last, so that the page does not open in the wrong one; else dark, unless the system asks for light. */
export const theme = createStore<Theme>(preference<Theme | null>(SAVED_AS, isTheme, null) ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'));

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme.get();
  const bar = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', bar);
  themeChanged();
}

export function toggleTheme(): void {
  show(theme.get() === 'dark' ? 'light' : 'dark');
  setPreference(SAVED_AS, theme.get());
}

/** Shows what this person chose, perhaps on another device. */
export function followPreferredTheme(): () => void {
  return preferences.subscribe(() => {
    const preferred = preference<Theme | null>(SAVED_AS, isTheme, null);
    if (preferred !== null) show(preferred);
  });
}

function show(next: Theme): void {
  if (next === theme.get()) return;
  theme.set(next);
  applyTheme();
}
