/** What the person hears with, measured over the time since the last look. */
export interface PlayerStats {
  codec: string | null;
  kilobitsPerSecond: number | null;
  lossPercent: number | null;
  jitterMs: number | null;
  /** Mean time in the jitter buffer plus half of the round trip. */
  delayMs: number | null;
  /** Part of the sound that the browser had to make up. */
  concealedPercent: number | null;
}

export const NO_STATS: PlayerStats = {
  codec: null, kilobitsPerSecond: null, lossPercent: null, jitterMs: null, delayMs: null, concealedPercent: null,
};

interface Totals {
  timeMs: number;
  bytes: number;
  packets: number;
  lost: number;
  bufferS: number;
  emitted: number;
  samples: number;
  concealed: number;
}

interface InboundReport {
  type: string;
  kind?: string;
  timestamp: number;
  codecId?: string;
  bytesReceived?: number;
  packetsReceived?: number;
  packetsLost?: number;
  jitter?: number;
  jitterBufferDelay?: number;
  jitterBufferEmittedCount?: number;
  totalSamplesReceived?: number;
  concealedSamples?: number;
  silentConcealedSamples?: number;
}

/** Turns the running totals of WebRTC statistics into figures for the last interval. */
export class StatsReader {
  private before: Totals | null = null;

  read(report: ReadonlyMap<string, unknown>): PlayerStats {
    const entries = [...report.values()] as InboundReport[];
    const inbound = entries.find((entry) => entry.type === 'inbound-rtp' && entry.kind === 'audio');
    if (!inbound) return NO_STATS;
    const now = totals(inbound);
    const { before } = this;
    this.before = now;
    return {
      codec: codecName((report.get(inbound.codecId ?? '') as { mimeType?: string } | undefined)?.mimeType),
      jitterMs: inbound.jitter === undefined ? null : 1000 * inbound.jitter,
      ...between(before, now, roundTripMs(entries)),
    };
  }
}

/** As people write it: "Opus", "PCMU", "G.722". */
function codecName(mimeType: string | undefined): string | null {
  const name = mimeType?.replace(/^audio\//i, '') ?? '';
  if (/^g722$/i.test(name)) return 'G.722';
  return name === '' ? null : name.charAt(0).toUpperCase() + name.slice(1);
}

function totals(inbound: InboundReport): Totals {
  return {
    timeMs: inbound.timestamp,
    bytes: inbound.bytesReceived ?? 0,
    packets: inbound.packetsReceived ?? 0,
    lost: inbound.packetsLost ?? 0,
    bufferS: inbound.jitterBufferDelay ?? 0,
    emitted: inbound.jitterBufferEmittedCount ?? 0,
    samples: inbound.totalSamplesReceived ?? 0,
    concealed: (inbound.concealedSamples ?? 0) - (inbound.silentConcealedSamples ?? 0),
  };
}

function between(before: Totals | null, now: Totals, tripMs: number): Omit<PlayerStats, 'codec' | 'jitterMs'> {
  if (!before || now.timeMs <= before.timeMs) return { kilobitsPerSecond: null, lossPercent: null, delayMs: null, concealedPercent: null };
  const lost = Math.max(0, now.lost - before.lost);
  const expected = now.packets - before.packets + lost;
  const emitted = now.emitted - before.emitted;
  const samples = now.samples - before.samples;
  return {
    kilobitsPerSecond: ((now.bytes - before.bytes) * 8) / (now.timeMs - before.timeMs),
    lossPercent: expected > 0 ? (100 * lost) / expected : null,
    delayMs: emitted > 0 ? (1000 * (now.bufferS - before.bufferS)) / emitted + tripMs / 2 : null,
    concealedPercent: samples > 0 ? (100 * Math.max(0, now.concealed - before.concealed)) / samples : null,
  };
}

function roundTripMs(entries: { type: string }[]): number {
  const pair = entries.find((entry) => entry.type === 'candidate-pair' && (entry as { nominated?: boolean }).nominated === true);
  return 1000 * ((pair as { currentRoundTripTime?: number } | undefined)?.currentRoundTripTime ?? 0);
}
