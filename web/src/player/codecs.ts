/** A codec by the name that RTP gives it, in lower case. */
export type CodecName = 'opus' | 'pcmu' | 'pcma' | 'g722';

const nameOf = (codec: { mimeType: string }): string => codec.mimeType.replace(/^audio\//i, '').toLowerCase();

/** Codecs of that name that this browser can play; empty when it does not tell or has none. */
export function playable(name: CodecName): RTCRtpCodec[] {
  const capabilities = typeof RTCRtpReceiver === 'function' ? RTCRtpReceiver.getCapabilities('audio') : null;
  return (capabilities?.codecs ?? []).filter((codec) => nameOf(codec) === name);
}

/** Lets the offer hold that codec alone, so that no server can choose another. One that the browser lacks changes nothing. */
export function offerOnly(transceiver: RTCRtpTransceiver, name: CodecName): void {
  const codecs = playable(name);
  if (codecs.length > 0) transceiver.setCodecPreferences(codecs);
}
