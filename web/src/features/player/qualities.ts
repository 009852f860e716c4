import { formatNumber, withUnit } from '../../lib/format';
import { t } from '../../lib/i18n';
import { AUTOMATIC, playable, type Quality } from '../../player';

const OPUS_KILOBITS = [32, 64, 128, 256, 510];
const TELEPHONE = ['g722', 'pcma'] as const;
const NAMES = { opus: 'Opus', g722: 'G.722', pcma: 'G.711', pcmu: 'G.711' } as const;

/** What this browser can play and the server can send; the server's own choice first. */
export function offeredQualities(): Quality[] {
  return [
    AUTOMATIC,
    ...OPUS_KILOBITS.map((kilobitsPerSecond): Quality => ({ codec: 'opus', kilobitsPerSecond })),
    ...TELEPHONE.filter((codec) => playable(codec).length > 0).map((codec): Quality => ({ codec, kilobitsPerSecond: null })),
  ];
}

export const isSame = (one: Quality, other: Quality): boolean => one.codec === other.codec && one.kilobitsPerSecond === other.kilobitsPerSecond;

export function qualityWord({ codec, kilobitsPerSecond }: Quality): string {
  if (codec === null) return t('player.automatic');
  return kilobitsPerSecond === null ? NAMES[codec] : `${NAMES[codec]} ${withUnit(formatNumber(kilobitsPerSecond), 'kb/s')}`;
}

export function qualityHint({ codec, kilobitsPerSecond }: Quality): string {
  if (codec === null) return '';
  if (codec === 'opus') return kilobitsPerSecond !== null && kilobitsPerSecond >= 256 ? t('player.hintBest') : kilobitsPerSecond === 32 ? t('player.hintSpeech') : '';
  return t('player.hintMono', { limit: withUnit(formatNumber(codec === 'g722' ? 7 : 3.6), 'kHz') });
}
