const SAVED_AS = 'antiphon.theme';

type Theme = 'dark' | 'light';

function chosen(): Theme {
  const saved = localStorage.getItem(SAVED_AS);
  if (saved === 'dark' || saved === 'light') return saved;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** Dark unless the person chose light here, or the system asks for it. */
export function applyTheme(theme: Theme = chosen()): void {
  document.documentElement.dataset['theme'] = theme;
  const bar = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', bar);
}

export function toggleTheme(): void {
  const other = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
  localStorage.setItem(SAVED_AS, other);
  applyTheme(other);
}
