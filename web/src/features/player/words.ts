import { formatNumber, formatOne, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { PlayerState } from '../../player';

const BUSY = { connecting: 'player.connecting', reconnecting: 'player.reconnecting' } as const;

/** Codec and rate, loss, delay; or what is the matter. */
export function describe(state: PlayerState): string {
  if (state.phase === 'connecting' || state.phase === 'reconnecting') return t(BUSY[state.phase]);
  if (state.problem) return state.problem;
  return isSilent(state) ? t('player.nothing') : quality(state);
}

/** Connected, but the server has sent nothing since the last look: it is gone, or the way to it is. */
export const isSilent = ({ phase, stats }: PlayerState): boolean => phase === 'playing' && stats.kilobitsPerSecond === 0;

export function quality({ stats }: PlayerState): string {
  const { codec, kilobitsPerSecond, lossPercent, delayMs } = stats;
  const rate = kilobitsPerSecond === null ? null : withUnit(formatNumber(Math.round(kilobitsPerSecond)), 'kb/s');
  const parts = [
    [codec, rate].filter(Boolean).join(' '),
    lossPercent === null ? '' : t('player.lost', { value: withUnit(formatOne(lossPercent), '%') }),
    delayMs === null ? '' : withUnit(formatNumber(Math.round(delayMs)), 'ms'),
  ];
  return parts.filter((part) => part !== '').join(' · ') || '…';
}
