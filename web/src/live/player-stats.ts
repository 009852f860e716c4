/** What the person hears with, measured over the time since the last look. */
export interface PlayerStats {
  codec: string | null;
  kilobitsPerSecond: number | null;
  lossPercent: number | null;
  /** Mean time in the jitter buffer plus half of the round trip. */
  delayMs: number | null;
}

export const NO_STATS: PlayerStats = { codec: null, kilobitsPerSecond: null, lossPercent: null, delayMs: null };

interface Totals {
  timeMs: number;
  bytes: number;
  packets: number;
  lost: number;
  bufferS: number;
  emitted: number;
}

interface InboundReport {
  type: string;
  kind?: string;
  timestamp: number;
  codecId?: string;
  bytesReceived?: number;
  packetsReceived?: number;
  packetsLost?: number;
  jitterBufferDelay?: number;
  jitterBufferEmittedCount?: number;
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
    const codec = (report.get(inbound.codecId ?? '') as { mimeType?: string } | undefined)?.mimeType?.replace(/^audio\//i, '') ?? null;
    return { codec: codec && codec.charAt(0).toUpperCase() + codec.slice(1), ...between(before, now, roundTripMs(entries)) };
  }
}

function totals(inbound: InboundReport): Totals {
  return {
    timeMs: inbound.timestamp,
    bytes: inbound.bytesReceived ?? 0,
    packets: inbound.packetsReceived ?? 0,
    lost: inbound.packetsLost ?? 0,
    bufferS: inbound.jitterBufferDelay ?? 0,
    emitted: inbound.jitterBufferEmittedCount ?? 0,
  };
}

function between(before: Totals | null, now: Totals, tripMs: number): Omit<PlayerStats, 'codec'> {
  if (!before || now.timeMs <= before.timeMs) return { kilobitsPerSecond: null, lossPercent: null, delayMs: null };
  const lost = Math.max(0, now.lost - before.lost);
  const expected = now.packets - before.packets + lost;
  const emitted = now.emitted - before.emitted;
  return {
    kilobitsPerSecond: ((now.bytes - before.bytes) * 8) / (now.timeMs - before.timeMs),
    lossPercent: expected > 0 ? (100 * lost) / expected : null,
    delayMs: emitted > 0 ? (1000 * (now.bufferS - before.bufferS)) / emitted + tripMs / 2 : null,
  };
}

function roundTripMs(entries: { type: string }[]): number {
  const pair = entries.find((entry) => entry.type === 'candidate-pair' && (entry as { nominated?: boolean }).nominated === true);
  return 1000 * ((pair as { currentRoundTripTime?: number } | undefined)?.currentRoundTripTime ?? 0);
}
