import type { EndpointStatus, Sink, Source } from '../../api/types';
import { channelCountOf } from '../../live/meters/levels';
import { t } from '../../lib/i18n';

const COUNTS: Record<string, number> = { mono: 1, stereo: 2, '3.1': 4, quad: 4, surround: 4, '4.0': 4, '5.0': 5, '5.1': 6, '5.1(side)': 6, '6.1': 7, '7.1': 8 };

/** How many channels something has and what they are called: of a sink as configured, of a source as its stream says. */
export function channelsOf(object: Source | Sink, status: EndpointStatus | undefined): { count: number; name: string } {
  if ('channel_layout' in object) return { count: Math.min(8, object.channels), name: spoken(object.channel_layout) };
  const last = status?.format?.split(' · ').at(-1) ?? '';
  const counted = /^(\d+) /.exec(last)?.[1];
  const count = COUNTS[last] ?? (counted === undefined ? channelCountOf(object.config_id) : Number(counted));
  if (count === 0) return { count: 0, name: '–' };
  const named = last in COUNTS || counted !== undefined ? last : count === 1 ? 'mono' : count === 2 ? 'stereo' : `${count} channels`;
  return { count: Math.min(8, count), name: spoken(named) };
}

const spoken = (layout: string): string => (layout === 'mono' ? t('layout.mono') : layout === 'stereo' ? t('layout.stereo') : layout.replace(/ channels?$/, ' ch')).toLowerCase();
