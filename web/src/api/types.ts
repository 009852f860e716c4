import type { Equalizer, Route, Session, Sink, Source } from './generated';

/** The server's objects as they travel; what is configured is generated of the server's own description. Names are the keys of the REST API; `config_id` never changes. */

export type Kind = 'sources' | 'sinks' | 'routes';

export type { RemoteTarget, Route, RtpReceiverMapping as ReceiverMapping, Session, Sink, Source, SpeakerLayout } from './generated';

/** b1 … b18 lie from 0 to 2: b is 10·(b − 1) dB. */
export type BandKey = Extract<keyof Equalizer, `b${number}`>;
export type { Equalizer };

export type Role = NonNullable<Session['role']>;

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

/** What of it cannot be told for silence is left out. LUFS, LU and dBTP. */
export interface Loudness {
  seconds: number;
  momentary?: number;
  shortTerm?: number;
  integrated?: number;
  range?: number;
  truePeak?: number;
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
  /** `config_id`s in order, of kinds in which something was moved. */
  order?: Partial<Record<Kind, string[]>>;
  /** Who made the change, by `config_id` of what is new or different. */
  by?: Record<string, string>;
}

/** Something that is wrong. `figures` are what its sentence is made of. */
export interface Alarm {
  id: string;
  code: string;
  severity: 'alarm' | 'warning';
  /** The `config_id` that it is about; empty for the server as a whole. */
  about: string;
  text: string;
  figures: Record<string, string | number>;
  touches: { kind: Kind; config_id: string; name: string }[];
  mends: string[];
  since: string;
}

export interface StatusMessage {
  type: 'status';
  /** What is wrong now, alarms before warnings. */
  alarms?: Alarm[];
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

export interface LoudnessMessage {
  type: 'loudness';
  loudness: Record<string, Loudness>;
}


export interface SoloMessage {
  type: 'solo';
  ids: string[];
}

export type LiveMessage = SnapshotMessage | ChangeMessage | StatusMessage | MetersMessage | SpectrumMessage | LoudnessMessage | SoloMessage;

export interface FoundStream {
  tag: string;
  kind: string;
  format: string | null;
  state: string;
  configured: boolean;
}
