/** A line of the server's log, taken apart. */
export interface LogLine {
  number: number;
  timeMs: number | null;
  level: Level;
  thread: string;
  /** The package without `io.antiphon.`, as levels are given to. */
  module: string;
  logger: string;
  text: string;
}

export const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type Level = (typeof LEVELS)[number];

const PATTERN = /^(\d{4}-\d{2}-\d{2}T\S+) (ERROR|WARN|INFO|DEBUG|TRACE)\s+\[([^\]]*)\] (\S+): (.*)$/;

/** What has no head of its own (a line of a stack trace) goes with the line before it. */
export function parseLine(number: number, raw: string, before: LogLine | undefined): LogLine {
  const found = PATTERN.exec(raw);
  if (!found) return { number, timeMs: null, level: before?.level ?? 'info', thread: '', module: before?.module ?? '', logger: '', text: raw };
  const [, time = '', level = 'INFO', thread = '', logger = '', text = ''] = found;
  const whole = logger.replace(/^io\.antiphon\./, '');
  const dot = whole.lastIndexOf('.');
  return { number, timeMs: Date.parse(time), level: level.toLowerCase() as Level, thread, module: dot < 0 ? '' : whole.slice(0, dot), logger: whole.slice(dot + 1), text };
}

export interface Filter {
  /** This level and the graver ones. */
  level: Level;
  /** Lines of this module and of those inside it; empty for all. */
  module: string;
  words: string;
}

export function fits(line: LogLine, filter: Filter): boolean {
  if (LEVELS.indexOf(line.level) > LEVELS.indexOf(filter.level)) return false;
  if (filter.module !== '' && line.module !== filter.module && !line.module.startsWith(`${filter.module}.`)) return false;
  const words = filter.words.trim().toLowerCase();
  return words === '' || `${line.module}.${line.logger} ${line.text}`.toLowerCase().includes(words);
}
