import type { CodecName } from './codecs';

/** What a stream is asked for: one codec, and with Opus a mean bit rate; null leaves it to the server. */
export interface Quality {
  codec: CodecName | null;
  kilobitsPerSecond: number | null;
}

export const AUTOMATIC: Quality = { codec: null, kilobitsPerSecond: null };
