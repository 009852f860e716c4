import { formatNumber, formatOne, withUnit } from '../lib/format';
import { t, type Key } from '../lib/i18n';
import type { PlayerState, PlayerStats } from '../player';

/** What is the matter now, in a sentence. */
export function sentence(state: PlayerState, nowMs: number): string {
  const { phase, needsPress, retryAtMs, problem, stats } = state;
  switch (phase) {
    case 'stopped': return t('stream.stopped');
    case 'refused': return problem ?? t('stream.refused');
    case 'connecting': return t('stream.connecting');
    case 'reconnecting': return retryAtMs === null ? t('stream.trying') : t('stream.lost', { seconds: Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000)) });
    case 'playing':
      if (needsPress) return t('stream.needsPress');
      return stats.kilobitsPerSecond === 0 ? t('stream.nothing') : t('stream.playing');
  }
}

/** What the one main button does. */
export type Act = 'listen' | 'stop' | 'now';

export function actOf({ phase, needsPress, retryAtMs }: PlayerState): Act {
  if (phase === 'stopped' || (phase === 'playing' && needsPress)) return 'listen';
  return phase === 'refused' || retryAtMs !== null ? 'now' : 'stop';
}

export const FIGURES = ['codec', 'rate', 'loss', 'concealed', 'jitter', 'delay'] as const;
export type FigureName = (typeof FIGURES)[number];

const NONE = '\u2013';
const show = (value: number | null, write: (value: number) => string, unit: string): string => (value === null ? NONE : withUnit(write(value), unit));
const whole = (value: number): string => formatNumber(Math.round(value));

/** The figures of the quality, as they are written. */
export function figures(stats: PlayerStats): Record<FigureName, string> {
  return {
    codec: stats.codec ?? NONE,
    rate: show(stats.kilobitsPerSecond, whole, 'kb/s'),
    loss: show(stats.lossPercent, formatOne, '%'),
    concealed: show(stats.concealedPercent, formatOne, '%'),
    jitter: show(stats.jitterMs, formatOne, 'ms'),
    delay: show(stats.delayMs, whole, 'ms'),
  };
}

const CODECS: Record<string, string> = { opus: 'Opus', pcmu: 'PCMU', pcma: 'PCMA', g722: 'G.722' };
export const codecWord = (name: string): string => CODECS[name] ?? name;
export const figureKey = (name: FigureName): Key => `stream.${name}Figure`;
