export interface PcmShape {
  sampleRateHz: number;
  channels: number;
  bitDepth: number;
}

const HEADER_BYTES = 44;

/** The header of a WAV file (RIFF, PCM) that little-endian samples follow. */
export function wavHeader({ sampleRateHz, channels, bitDepth }: PcmShape, dataBytes: number): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  const frameBytes = (channels * bitDepth) / 8;
  const write = (at: number, text: string): void => new TextEncoder().encode(text).forEach((letter, index) => header.setUint8(at + index, letter));
  write(0, 'RIFF');
  header.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  write(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, channels, true);
  header.setUint32(24, sampleRateHz, true);
  header.setUint32(28, sampleRateHz * frameBytes, true);
  header.setUint16(32, frameBytes, true);
  header.setUint16(34, bitDepth, true);
  write(36, 'data');
  header.setUint32(40, dataBytes, true);
  return new Uint8Array(header.buffer);
}
