/** The pages beside the live ones: scenes, history, stats, logs, people, settings, health. */
export const pages = {
  'page.live': 'Live',
  'page.scenes': 'Scenes',
  'page.stats': 'Stats',
  'page.logs': 'Logs',
  'page.people': 'People',
  'page.settings': 'Settings',
} as const;
