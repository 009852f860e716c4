import { asSentence } from '../../api/client';
import { formatNumber, formatOne, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { PlayerState } from '../../player';

/** What is the matter with it, or null. */
export function troubleOf(state: PlayerState): string | null {
  if (state.phase === 'connecting') return t('player.connecting');
  if (state.needsPress) return t('player.press');
  if (state.problem !== null) return asSentence(state.problem);
  if (state.phase === 'reconnecting') return t('player.reconnecting');
  return isSilent(state) ? t('player.nothing') : null;
}

/** Connected, but the server has sent nothing since the last look: it is gone, or the way to it is. */
export const isSilent = ({ phase, stats }: PlayerState): boolean => phase === 'playing' && stats.kilobitsPerSecond === 0;

/** Codec and rate: "Opus 128 kb/s". */
export function codecWord({ stats: { codec, kilobitsPerSecond } }: PlayerState): string {
  const rate = kilobitsPerSecond === null ? null : withUnit(formatNumber(Math.round(kilobitsPerSecond)), 'kb/s');
  return [codec, rate].filter(Boolean).join(' ') || '…';
}

/** One figure; the one that matters most now stays where there is room for only one. */
interface Figure {
  text: string;
  matters: boolean;
}

/** Loss and delay, as far as they are known. */
export function figures({ stats: { lossPercent, delayMs } }: PlayerState): Figure[] {
  const loses = lossPercent !== null && lossPercent >= 0.05;
  return [
    ...(lossPercent === null ? [] : [{ text: t('player.lost', { value: withUnit(formatOne(lossPercent), '%') }), matters: loses }]),
    ...(delayMs === null ? [] : [{ text: withUnit(formatNumber(Math.round(delayMs)), 'ms'), matters: !loses }]),
  ];
}
