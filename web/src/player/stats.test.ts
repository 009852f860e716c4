import { describe, expect, it } from 'vitest';
import { StatsReader } from './stats';

const report = (timestamp: number, more: object, mimeType = 'audio/opus') => new Map<string, unknown>([
  ['codec', { type: 'codec', mimeType }],
  ['pair', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.01 }],
  ['in', { type: 'inbound-rtp', kind: 'audio', codecId: 'codec', timestamp, ...more }],
]);

describe('figures of a player', () => {
  it('are of the last interval, not since the start', () => {
    const reader = new StatsReader();
    reader.read(report(1000, {
      bytesReceived: 1e6, packetsReceived: 1000, packetsLost: 500, jitterBufferDelay: 900, jitterBufferEmittedCount: 1e6,
      totalSamplesReceived: 1e6, concealedSamples: 5e5, silentConcealedSamples: 1e5, jitter: 0.5,
    }));
    expect(reader.read(report(2000, {
      bytesReceived: 1e6 + 16_000, packetsReceived: 1049, packetsLost: 501, jitterBufferDelay: 900 + 48000 * 0.04, jitterBufferEmittedCount: 1e6 + 48000,
      totalSamplesReceived: 1e6 + 48_000, concealedSamples: 5e5 + 1440, silentConcealedSamples: 1e5 + 480, jitter: 0.003,
    }))).toEqual({
      codec: 'Opus', kilobitsPerSecond: 128, lossPercent: 2, jitterMs: 3, delayMs: expect.closeTo(45, 6) as number, concealedPercent: 2,
    });
  });

  it.each([['audio/PCMU', 'PCMU'], ['audio/G722', 'G.722'], ['audio/opus', 'Opus']])('call %s %s', (mimeType, name) => {
    expect(new StatsReader().read(report(1000, {}, mimeType)).codec).toBe(name);
  });
});
