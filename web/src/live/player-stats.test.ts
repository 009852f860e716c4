import { describe, expect, it } from 'vitest';
import { StatsReader } from './player-stats';

const report = (timestamp: number, more: object) => new Map<string, unknown>([
  ['codec', { type: 'codec', mimeType: 'audio/opus' }],
  ['pair', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.01 }],
  ['in', { type: 'inbound-rtp', kind: 'audio', codecId: 'codec', timestamp, ...more }],
]);

describe('figures of a player', () => {
  it('are of the last interval, not since the start', () => {
    const reader = new StatsReader();
    reader.read(report(1000, { bytesReceived: 1e6, packetsReceived: 1000, packetsLost: 500, jitterBufferDelay: 900, jitterBufferEmittedCount: 1e6 }));
    expect(reader.read(report(2000, { bytesReceived: 1e6 + 16_000, packetsReceived: 1049, packetsLost: 501, jitterBufferDelay: 900 + 48000 * 0.04, jitterBufferEmittedCount: 1e6 + 48000 })))
      .toEqual({ codec: 'Opus', kilobitsPerSecond: 128, lossPercent: 2, delayMs: expect.closeTo(45, 6) as number });
  });
});
