/** The format parameters by which a browser says that it can play two channels (RFC 7587, section 6.1). */
const STEREO = ['stereo=1', 'sprop-stereo=1'];

/**
 * Asks for stereo in an own offer: without `stereo=1` a browser mixes Opus down to one channel. Sets the parameters in
 * the `fmtp` line of each Opus payload, and adds the line where there is none. Line ends are kept.
 */
export function askForStereo(sdp: string): string {
  const opus = [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000\/2\s*$/gim)].map((match) => match[1] ?? '');
  return opus.reduce(withStereo, sdp);
}

function withStereo(sdp: string, payload: string): string {
  const line = new RegExp(`^a=fmtp:${payload} ([^\\r\\n]*)`, 'm');
  if (line.test(sdp)) return sdp.replace(line, (_, parameters: string) => `a=fmtp:${payload} ${addStereo(parameters)}`);
  const rtpmap = new RegExp(`^(a=rtpmap:${payload} [^\\r\\n]*)(\\r?\\n|$)`, 'm');
  return sdp.replace(rtpmap, (_, map: string, end: string) => `${map}${end || '\r\n'}a=fmtp:${payload} ${STEREO.join(';')}${end}`);
}

function addStereo(parameters: string): string {
  const others = parameters.split(';').map((part) => part.trim()).filter((part) => part !== '' && !/^(sprop-)?stereo=/.test(part));
  return [...others, ...STEREO].join(';');
}
