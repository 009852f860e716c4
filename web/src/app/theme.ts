import { createStore } from '../lib/store';
import { themeChanged } from '../live/meters/canvas';

export type Theme = 'dark' | 'light';

const SAVED_AS = 'antiphon.theme';

const saved = (): Theme | null => {
  const value = localStorage.getItem(SAVED_AS);
  return value === 'dark' || value === 'light' ? value : null;
};

/** Dark unless the person chose light here, or the system asks for it. */
export const theme = createStore<Theme>(saved() ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'));

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme.get();
  const bar = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', bar);
  themeChanged();
}

export function toggleTheme(): void {
  theme.set(theme.get() === 'dark' ? 'light' : 'dark');
  localStorage.setItem(SAVED_AS, theme.get());
  applyTheme();
}
