/** The server's objects as they travel. Names are the keys of the REST API; `config_id` never changes. */

export type Kind = 'sources' | 'sinks' | 'routes';

interface Common {
  name: string;
  config_id: string;
  enabled: boolean;
  /** Linear, 0 … 3.1623. */
  volume: number;
}

export interface Source extends Common {
  ip: string | null;
  tag: string | null;
  is_group: boolean;
  group_members: string[];
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
}

export interface Route extends Common {
  source: string;
  sink: string;
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

export type LiveMessage = SnapshotMessage | ChangeMessage | StatusMessage | MetersMessage;

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
