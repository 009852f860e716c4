import { describe, expect, it } from 'vitest';
import { askOfOpus, iceFragment, withIceOf } from './sdp';

const offer = (...lines: string[]): string => ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', ...lines, ''].join('\r\n');

describe('an offer that asks for stereo', () => {
  it('adds the parameters to those of Opus and to no other codec', () => {
    const asked = askOfOpus(offer('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111'));
    expect(asked).toContain('a=fmtp:111 minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1\r\n');
    expect(asked).toContain('a=fmtp:63 111/111\r\n');
  });

  it('adds the line where there is none', () => {
    expect(askOfOpus(offer('a=rtpmap:111 opus/48000/2', 'a=mid:0'))).toContain('a=rtpmap:111 opus/48000/2\r\na=fmtp:111 stereo=1;sprop-stereo=1\r\na=mid:0');
  });

  it('replaces a refusal of stereo and does nothing twice', () => {
    const once = askOfOpus(offer('a=rtpmap:96 opus/48000/2', 'a=fmtp:96 stereo=0;minptime=10'));
    expect(once).toContain('a=fmtp:96 minptime=10;stereo=1;sprop-stereo=1\r\n');
    expect(askOfOpus(once)).toBe(once);
  });

  it('leaves an offer without Opus alone', () => {
    const other = offer('a=rtpmap:0 PCMU/8000');
    expect(askOfOpus(other)).toBe(other);
  });
});

describe('an ICE restart', () => {
  it('says of the offer what is about ICE, with the section that it is about', () => {
    const said = iceFragment('v=0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=ice-ufrag:new\r\na=ice-pwd:secret\r\na=mid:0\r\na=rtpmap:111 opus/48000/2\r\n');
    expect(said).toBe('a=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=ice-ufrag:new\r\na=ice-pwd:secret\r\na=mid:0\r\n');
  });

  it('puts the server\'s new credentials and candidates in place of the old ones', () => {
    const answer = 'v=0\r\na=ice-lite\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:old\r\na=ice-pwd:old\r\na=setup:passive\r\na=candidate:1 1 udp 1 192.0.2.9 7 typ host\r\na=end-of-candidates\r\n';
    expect(withIceOf('a=mid:0\r\na=ice-ufrag:new\r\na=ice-pwd:secret\r\na=candidate:2 1 udp 1 192.0.2.9 8 typ host\r\n', answer))
      .toBe('v=0\r\na=ice-lite\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=setup:passive\r\na=ice-ufrag:new\r\na=ice-pwd:secret\r\na=candidate:2 1 udp 1 192.0.2.9 8 typ host\r\n');
  });
});
