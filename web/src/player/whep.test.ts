import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepSession, readIceServers, restartSession, startSession, WhepRefusal } from './whep';

const answering = (...answers: Response[]) => {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(answers.shift() ?? Response.error()));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const { signal } = new AbortController();

afterEach(() => vi.unstubAllGlobals());

describe('WHEP', () => {
  it('posts the offer as SDP and takes the session from the place that the answer names', async () => {
    const fetched = answering(new Response('answer', { status: 201, headers: { Location: '/api/whep/a/1' } }));
    const session = await startSession('/api/whep/a', 'offer', signal);
    expect(fetched).toHaveBeenCalledWith('/api/whep/a', expect.objectContaining({ method: 'POST', body: 'offer', headers: { 'Content-Type': 'application/sdp' } }));
    expect(session).toEqual({ answer: 'answer', location: new URL('/api/whep/a/1', document.baseURI).href, iceServers: [] });
  });

  it.each([
    ['{"message":"there is no such sink","error":"older"}', 'there is no such sink'],
    ['{"error":"older"}', 'older'],
    ['A plain sentence.', 'A plain sentence.'],
    ['<html>', 'The server answered 404.'],
    ['', 'The server answered 404.'],
  ])('reads the refusal %s', async (body, sentence) => {
    answering(new Response(body, { status: 404 }));
    await expect(startSession('/x', '', signal)).rejects.toThrow(sentence);
  });

  it('tells a refusal for now from one for good, and for how long it is', async () => {
    answering(new Response('', { status: 503, headers: { 'Retry-After': '30' } }), new Response('', { status: 415 }));
    const full: unknown = await startSession('/x', '', signal).catch((reason: unknown) => reason);
    const wrong: unknown = await startSession('/x', '', signal).catch((reason: unknown) => reason);
    expect(full).toBeInstanceOf(WhepRefusal);
    expect([full, wrong].map((reason) => (reason as WhepRefusal).isPassing)).toEqual([true, false]);
    expect((full as WhepRefusal).retryAfterMs).toBe(30_000);
  });

  it('reads helpers of the Link header, and nothing else of it', () => {
    expect(readIceServers('<stun:stun.example.net>; rel="ice-server", <turn:turn.example.net?transport=udp>; rel="ice-server"; username="a, b; c"; credential="secret"; credential-type="password", <https://example.net/events>; rel="urn:ietf:params:whep:ext:core"'))
      .toEqual([{ urls: 'stun:stun.example.net' }, { urls: 'turn:turn.example.net?transport=udp', username: 'a, b; c', credential: 'secret' }]);
    expect(readIceServers('')).toEqual([]);
  });

  it('learns from the answer to its word whether the session lives', async () => {
    answering(new Response(null, { status: 204 }), new Response('', { status: 404 }), new Response('', { status: 405 }));
    expect([await keepSession('/s'), await keepSession('/s'), await keepSession('/s')]).toEqual(['alive', 'forgotten', 'not-kept']);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    expect(await keepSession('/s')).toBe('unreachable');
  });

  it('restarts ICE by a fragment, and knows a server that cannot', async () => {
    const fetched = answering(new Response('a=ice-ufrag:new', { status: 200 }), new Response('', { status: 415 }));
    expect(await restartSession('/s', 'a=ice-ufrag:mine', signal)).toBe('a=ice-ufrag:new');
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'PATCH', headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' } });
    expect(await restartSession('/s', 'a=ice-ufrag:mine', signal)).toBeNull();
  });
});
