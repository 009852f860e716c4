import { FLAT } from '../lib/equalizer';
import type { EndpointStatus, Route, Sink, Source } from './types';

/** Whole objects for tests, as the server tells them; a test gives what it is about. */
const common = { enabled: true, volume: 1, delay: 0, timeshift: 0, equalizer: FLAT, speaker_layouts: {} };

export const aSource = (own: Partial<Source> & { name: string }): Source => ({
  ...common, config_id: own.name, ip: null, tag: 'demo:', is_group: false, group_members: [], vnc_ip: '', vnc_port: null, is_process: false, channels: null, sample_rate: null, bit_depth: null, ...own,
});

export const aSink = (own: Partial<Sink> & { name: string }): Sink => ({
  ...common, config_id: own.name, ip: null, port: 4010, protocol: 'scream', sample_rate: 48000, bit_depth: 16, channels: 2, channel_layout: 'stereo',
  is_group: false, group_members: [], volume_normalization: false, time_sync: false, time_sync_delay: 0, multi_device_mode: false, rtp_receiver_mappings: [],
  sap_target_sink: null, sap_target_host: null, use_tcp: false, enable_mp3: false, ...own,
});

export const aRoute = (own: Partial<Route> & { name: string }): Route => ({ ...common, config_id: own.name, source: 'a', sink: 'k', remote_target: null, ...own });

export const aStatus = (own: Partial<EndpointStatus> = {}): EndpointStatus => ({
  state: 'ready', kind: 'Scream', format: null, problem: null, latencyMs: null, limiterMs: null, listeners: 0, ...own,
});
