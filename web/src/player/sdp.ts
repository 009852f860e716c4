/** The format parameters by which a browser says that it can play two channels (RFC 7587, section 6.1). */
const STEREO = ['stereo=1', 'sprop-stereo=1'];

/**
 * Asks for stereo in an own offer: without `stereo=1` a browser mixes Opus down to one channel; and for a mean bit rate
 * when one is given. Sets the parameters in the `fmtp` line of each Opus payload, and adds the line where there is none.
 * Line ends are kept.
 */
export function askOfOpus(sdp: string, kilobitsPerSecond: number | null = null): string {
  const opus = [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000\/2\s*$/gim)].map((match) => match[1] ?? '');
  const wanted = kilobitsPerSecond === null ? STEREO : [...STEREO, `maxaveragebitrate=${1000 * kilobitsPerSecond}`];
  return opus.reduce((asked, payload) => withParameters(asked, payload, wanted), sdp);
}

function withParameters(sdp: string, payload: string, wanted: string[]): string {
  const line = new RegExp(`^a=fmtp:${payload} ([^\\r\\n]*)`, 'm');
  if (line.test(sdp)) return sdp.replace(line, (_, parameters: string) => `a=fmtp:${payload} ${added(parameters, wanted)}`);
  const rtpmap = new RegExp(`^(a=rtpmap:${payload} [^\\r\\n]*)(\\r?\\n|$)`, 'm');
  return sdp.replace(rtpmap, (_, map: string, end: string) => `${map}${end || '\r\n'}a=fmtp:${payload} ${wanted.join(';')}${end}`);
}

function added(parameters: string, wanted: string[]): string {
  const others = parameters.split(';').map((part) => part.trim()).filter((part) => part !== '' && !/^((sprop-)?stereo|maxaveragebitrate)=/.test(part));
  return [...others, ...wanted].join(';');
}

const OF_ICE = /^a=(ice-ufrag|ice-pwd|ice-options|candidate|end-of-candidates)\b/;
const lines = (sdp: string): string[] => sdp.split(/\r?\n/).filter((line) => line !== '');
const joined = (parts: string[]): string => parts.map((line) => `${line}\r\n`).join('');

/** What an ICE restart says of an offer with one audio section (RFC 8840, section 9). */
export function iceFragment(offer: string): string {
  const kept = lines(offer).filter((line) => OF_ICE.test(line) || /^(m=|a=mid:|a=group:BUNDLE)/.test(line));
  return joined(kept);
}

/** An answer to such an offer with the credentials and candidates of a fragment in place of its own. */
export function withIceOf(fragment: string, answer: string): string {
  return joined([...lines(answer).filter((line) => !OF_ICE.test(line)), ...lines(fragment).filter((line) => OF_ICE.test(line))]);
}
