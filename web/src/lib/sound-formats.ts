import type { Sink } from '../api/types';
import { formatRate } from './format';
import { t } from './i18n';

/** The formats of a Scream sink, as the server accepts them. */
export const SAMPLE_RATES = [44100, 48000, 88200, 96000, 192000].map((value) => ({ value, label: formatRate(value) }));
export const BIT_DEPTHS = [16, 24, 32].map((value) => ({ value, label: String(value) }));

type Layout = Sink['channel_layout'];

const CHANNELS: Record<Layout, number> = { mono: 1, stereo: 2, '3.1': 4, quad: 4, surround: 4, '4.0': 4, '5.1': 6, '5.1(side)': 6, '7.1': 8 };
const NAMED = ['mono', 'stereo', 'quad', 'surround'] as const;

export const LAYOUTS = (Object.keys(CHANNELS) as Layout[]).map((value) => {
  const named = NAMED.find((name) => name === value);
  return { value, label: named ? t(`layout.${named}`) : value };
});

/** A layout and the channel count that goes with it: the two are one choice. */
export const withLayout = (channel_layout: Layout): { channel_layout: Layout; channels: number } => ({ channel_layout, channels: CHANNELS[channel_layout] });
