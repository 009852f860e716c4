import { locale, t } from './i18n';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Relative under one hour, then the clock, then the day too. */
export function formatWhen(iso: string, nowMs: number): string {
  const then = new Date(iso);
  const agoMs = nowMs - then.getTime();
  if (agoMs < MINUTE_MS) return t('when.now');
  if (agoMs < HOUR_MS) return relative.format(-Math.floor(agoMs / MINUTE_MS), 'minute');
  if (new Date(nowMs).toDateString() === then.toDateString()) return clock.format(then);
  return `${formatDay(iso, nowMs)} ${clock.format(then)}`;
}

export function formatDay(iso: string, nowMs: number): string {
  const then = new Date(iso);
  return (new Date(nowMs).getFullYear() === then.getFullYear() ? day : dayYear).format(then);
}

/** "40 s", "12 min", "3 h 20 min". */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}\u00a0s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}\u00a0h ${minutes % 60}\u00a0min`;
  return t('when.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}
