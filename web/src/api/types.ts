/** The server's objects as they travel. Names are the keys of the REST API; `config_id` never changes. */

export type Kind = 'sources' | 'sinks' | 'routes';

/** b1 … b18 lie from 0 to 2: b is 10·(b − 1) dB. */
export type BandKey = `b${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18}`;

export type Equalizer = { name: string | null; normalization_enabled: boolean } & Record<BandKey, number>;

/** How channels are spread: linear gains `matrix[input][output]`, 8 × 8, unless it is automatic. */
export interface SpeakerLayout {
  auto_mode: boolean;
  matrix: number[][];
}

interface Common {
  name: string;
  config_id: string;
  enabled: boolean;
  /** Linear, 0 … 3.1623. */
  volume: number;
  /** Milliseconds that a person chose. */
  delay: number;
  /** How far back in time it plays, in seconds. */
  timeshift: number;
  equalizer: Equalizer;
  /** By the number of channels that come in. */
  speaker_layouts: Record<string, SpeakerLayout>;
}

export interface ReceiverMapping {
  receiver_sink_name: string;
  left_channel: number;
  right_channel: number;
}

export interface RemoteTarget {
  router_uuid: string;
  router_hostname: string;
  router_address: string | null;
  router_port: number | null;
  router_scheme: string;
  sink_config_id: string;
  sink_name: string | null;
}

export interface Source extends Common {
  ip: string | null;
  tag: string | null;
  is_group: boolean;
  group_members: string[];
  vnc_ip: string | null;
  vnc_port: number | null;
}

export interface Sink extends Common {
  ip: string | null;
  port: number;
  protocol: string;
  sample_rate: number;
  bit_depth: number;
  channels: number;
  channel_layout: string;
  is_group: boolean;
  group_members: string[];
  volume_normalization: boolean;
  time_sync: boolean;
  time_sync_delay: number;
  multi_device_mode: boolean;
  rtp_receiver_mappings: ReceiverMapping[];
  sap_target_sink: string | null;
  sap_target_host: string | null;
}

export interface Route extends Common {
  source: string;
  sink: string;
  remote_target: RemoteTarget | null;
}

export interface Objects {
  sources: Source;
  sinks: Sink;
  routes: Route;
}

export type EndpointState = 'waiting' | 'playing' | 'gone' | 'ready' | 'unavailable' | 'off';

export interface EndpointStatus {
  state: EndpointState;
  kind: string;
  format: string | null;
  problem: string | null;
  latencyMs: number | null;
  /** Of a sink's limiter; null when it has none. */
  limiterMs: number | null;
  listeners: number;
}

export interface EngineStatus {
  xruns: number;
  latenessP99Us: number;
  loadPercent: number;
}

/** Levels of one endpoint: dBFS for each channel. RMS has the reference of the peak: a full-scale sine reads 0 in both. */
export interface Levels {
  peak: number[];
  rms: number[];
  /** Runs of samples at full scale since the start of the server. */
  clips: number;
}

export interface SnapshotMessage {
  type: 'snapshot';
  seq: number;
  sources: Source[];
  sinks: Sink[];
  routes: Route[];
}

export interface ChangeMessage {
  type: 'change';
  seq: number;
  sources: Record<string, Source>;
  sinks: Record<string, Sink>;
  routes: Record<string, Route>;
  removals: Record<Kind, string[]>;
}

export interface StatusMessage {
  type: 'status';
  endpoints: Record<string, EndpointStatus>;
  engine: EngineStatus;
}

export interface MetersMessage {
  type: 'meters';
  levels: Record<string, Levels>;
}

/** Levels in dBFS in bands of a twelfth of an octave, from 31.25 Hz on. */
export interface SpectrumMessage {
  type: 'spectrum';
  id: string;
  bands: number[];
}

export type LiveMessage = SnapshotMessage | ChangeMessage | StatusMessage | MetersMessage | SpectrumMessage;

export interface Session {
  auth: 'login' | 'none';
  signed_in: boolean;
  user: string | null;
  role: string | null;
}

export interface FoundStream {
  tag: string;
  kind: string;
  format: string | null;
  state: string;
  configured: boolean;
}
