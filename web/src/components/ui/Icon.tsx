/** Line icons on a 16 px grid, 1.5 px strokes. */
const PATHS = {
  live: 'M2 5h3.500c3 0 2 6 5 6H14M2 11h3.500c1.200 0 1.700-.9 2.100-2M8.400 7c.4-1.100.9-2 2.100-2H14',
  listen: 'M2.5 10V8a5.5 5.5 0 0 1 11 0v2M3 9.500h1a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM12 9.500h1a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1z',
  mute: 'M2.500 6.200v3.600h2.300L8 12.500v-9L4.800 6.200zM10.500 6.500l3.200 3.200M13.700 6.500l-3.200 3.200',
  search: 'M11.200 7a4.200 4.200 0 1 1-8.400 0 4.200 4.200 0 0 1 8.400 0M10.200 10.200 14 14',
  theme: 'M13.500 8a5.500 5.500 0 1 1-11 0 5.500 5.500 0 0 1 11 0M8 2.500v11M9.500 3v10M11 3.800v8.400M12.400 5v6',
  plus: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8M12 4l-8 8',
  arrow: 'M2.500 8h11M9.500 4l4 4-4 4',
  chevron: 'm6 4 4 4-4 4',
  stop: 'M4.750 4.750h6.500v6.500h-6.500z',
  play: 'M5.500 3.800v8.400l6.800-4.200z',
  tick: 'm3.500 8.500 3 3 6-7',
  copy: 'M5.500 5.500h7v7h-7zM10.500 5.500v-2h-7v7h2',
  alarm: 'M5.300 1.800h5.400l3.500 3.500v5.400l-3.500 3.500H5.300l-3.500-3.500V5.300zM8 5v3.800M8 11.200h.01',
  keys: 'M1.500 4.500h13v8h-13zM4 7h.01M6.700 7h.01M9.300 7h.01M12 7h.01M5 10h6',
  more: 'M3.500 4.500h9M3.500 8h9M3.500 11.500h9',
  clock: 'M13.500 8a5.500 5.500 0 1 1-11 0 5.500 5.500 0 0 1 11 0M8 4.800V8l2.200 1.500',
  undo: 'M5.500 3 2.500 6l3 3M2.500 6h7a4 4 0 0 1 0 8H6',
  scene: 'M2.500 2.500h4.500v4.500H2.500zM9 2.500h4.500v4.500H9zM2.500 9h4.500v4.500H2.500zM11.200 9v4.500M9 11.200h4.500',
  gain: 'M4 2v12M12 2v12M8 2v12M2.500 10h3M6.500 5.500h3M10.500 9h3',
  open: 'M6 3.500H3v9.500h9.500v-3M9 2.500h4.500V7M13.200 2.800 7.500 8.500',
  warn: 'M8 2.200 14.500 13.500h-13zM8 6.500v3.200M8 11.700h.01',
} as const;
const FILLED = new Set<string>(['stop', 'play']);

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ic" viewBox="0 0 16 16" fill={FILLED.has(name) ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
