import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECT_AT_MOST_MS, HEARTBEAT_MS, PATIENCE_MS, RESTART_AT_MOST_MS, STATS_MS } from './connection';
import { Player } from './player';
import { AUTOMATIC } from './quality';
import { WhepRefusal } from './whep';

const OFFER = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\na=ice-ufrag:mine\r\na=ice-pwd:mine\r\n';
const ANSWER = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:theirs\r\na=ice-pwd:theirs\r\n';
const PCMU = { mimeType: 'audio/PCMU', clockRate: 8000 };

/** A peer connection that does what the test says. */
class FakePeer {
  static all: FakePeer[] = [];
  static newest = (): FakePeer => FakePeer.all.at(-1) ?? expect.fail('no peer connection');
  connectionState = 'new';
  iceConnectionState = 'new';
  iceGatheringState = 'complete';
  localDescription: { sdp: string } | null = null;
  remote: string[] = [];
  preferred: unknown = null;
  closed = false;
  bytes = 0;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  ontrack: ((event: object) => void) | null = null;

  constructor(public configuration: RTCConfiguration) {
    FakePeer.all.push(this);
  }

  addTransceiver = () => ({ setCodecPreferences: (codecs: unknown) => (this.preferred = codecs) });
  setConfiguration = (configuration: RTCConfiguration) => void (this.configuration = configuration);
  createOffer = () => Promise.resolve({ sdp: OFFER });
  setLocalDescription = (description: { sdp: string }) => Promise.resolve(void (this.localDescription = description));
  setRemoteDescription = ({ sdp }: { sdp: string }) => Promise.resolve(void this.remote.push(sdp));
  getStats = () => Promise.resolve(new Map([['in', { type: 'inbound-rtp', kind: 'audio', timestamp: Date.now(), bytesReceived: this.bytes }]]));
  close = () => void (this.closed = true);

  become(state: string): void {
    this.connectionState = state;
    this.iceConnectionState = state;
    this.onconnectionstatechange?.();
  }
}

/** Answers by method; a test puts others in. A network error is null. */
let answers: Record<string, () => Response | null>;
const calls: { method: string; url: string; body: unknown; type: string | undefined }[] = [];
const of = (method: string) => calls.filter((call) => call.method === method);
let plays: () => Promise<void>;
let player: Player;

const state = () => player.state.get();
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** From the start to sound. */
async function playing(settings: Partial<ConstructorParameters<typeof Player>[0]> = {}): Promise<FakePeer> {
  player = new Player({ address: '/api/whep/Kitchen', ...settings });
  player.start();
  await pass(0);
  const peer = FakePeer.newest();
  peer.ontrack?.({ streams: [{ id: 'heard' }], track: {} });
  peer.become('connected');
  await pass(0);
  return peer;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  FakePeer.all = [];
  calls.length = 0;
  plays = () => Promise.resolve();
  answers = {
    POST: () => new Response(calls.at(-1)?.type === 'application/sdp' ? ANSWER : null, calls.at(-1)?.type === 'application/sdp' ? { status: 201, headers: { Location: `/api/whep/Kitchen/${calls.length}` } } : { status: 204 }),
    PATCH: () => new Response(null, { status: 204 }),
    DELETE: () => new Response(null, { status: 204 }),
  };
  vi.stubGlobal('RTCPeerConnection', FakePeer);
  const receiver = Object.assign(() => undefined, { getCapabilities: () => ({ codecs: [{ mimeType: 'audio/opus', clockRate: 48000 }, PCMU] }) });
  vi.stubGlobal('RTCRtpReceiver', receiver);
  vi.stubGlobal('Audio', class {
    srcObject = null;
    play = () => plays();
  });
  vi.stubGlobal('fetch', (url: string, { method = 'GET', body, headers, signal }: RequestInit = {}) => {
    calls.push({ method, url, body, type: (headers as Record<string, string> | undefined)?.['Content-Type'] });
    const response = answers[method]?.() ?? null;
    if (signal?.aborted) return Promise.reject(new DOMException('', 'AbortError'));
    return response === null ? Promise.reject(new TypeError('no network')) : Promise.resolve(response);
  });
});

afterEach(() => {
  player.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('before the first offer', () => {
  it('the server is asked once for its ICE servers', async () => {
    answers['OPTIONS'] = () => new Response(null, { status: 204, headers: { Link: '<stun:stun.example:3478>; rel="ice-server"' } });
    const first = await playing();
    expect(first.configuration.iceServers).toEqual([{ urls: 'stun:stun.example:3478' }]);
    player.setQuality({ codec: 'pcmu', kilobitsPerSecond: null });
    await pass(0);
    expect(FakePeer.newest().configuration.iceServers).toEqual([{ urls: 'stun:stun.example:3478' }]);
    expect(of('OPTIONS')).toHaveLength(1);
  });

  it('the address is found out, anew at each try', async () => {
    let count = 0;
    await playing({ address: () => Promise.resolve(`/api/whep/temporary-${++count}`) });
    expect(of('POST')[0]?.url).toBe('/api/whep/temporary-1');
    player.setQuality({ codec: null, kilobitsPerSecond: 256 });
    await pass(0);
    expect(of('POST')[1]).toMatchObject({ url: '/api/whep/temporary-2', body: expect.stringContaining('maxaveragebitrate=256000') as string });
  });

  it('a server that has no such stream is not asked again', async () => {
    player = new Player({ address: () => Promise.reject(new WhepRefusal('No such source.', 404, null)) });
    player.start();
    await pass(0);
    expect(state()).toMatchObject({ phase: 'refused', problem: 'No such source.' });
    expect(of('POST')).toHaveLength(0);
  });
});

describe('a player', () => {
  it('asks for stereo, takes the answer, and plays', async () => {
    const peer = await playing();
    expect(of('POST')[0]).toMatchObject({ url: '/api/whep/Kitchen', body: expect.stringContaining('stereo=1;sprop-stereo=1') as string });
    expect(peer.remote).toEqual([ANSWER]);
    expect(state().phase).toBe('playing');
    expect(player.stream.get()).toEqual({ id: 'heard' });
  });

  it('ends the session at the server when it is stopped, and tries nothing more', async () => {
    const peer = await playing();
    player.stop();
    expect(of('DELETE')).toHaveLength(1);
    expect(of('DELETE')[0]?.url).toContain('/api/whep/Kitchen/');
    expect(peer.closed).toBe(true);
    await pass(120_000);
    expect(FakePeer.all).toHaveLength(1);
    expect(state().phase).toBe('stopped');
  });

  it('ends a session whose answer came after the stop', async () => {
    let answer: (response: Response) => void = () => undefined;
    vi.stubGlobal('fetch', (url: string, { method = 'GET' }: RequestInit = {}) => {
      calls.push({ method, url, body: null, type: undefined });
      return method === 'POST' ? new Promise<Response>((resolve) => (answer = resolve)) : Promise.resolve(new Response(null, { status: 204 }));
    });
    player = new Player({ address: '/x' });
    player.start();
    await pass(0);
    player.stop();
    answer(new Response(ANSWER, { status: 201, headers: { Location: '/x/1' } }));
    await pass(0);
    expect(of('DELETE').map((call) => call.url)).toEqual([new URL('/x/1', document.baseURI).href]);
  });

  it('says that it lives every five seconds, but not to a server that keeps no such word', async () => {
    const peer = await playing();
    const beat = async () => {
      peer.bytes += 1000;
      await pass(STATS_MS);
    };
    for (let i = 0; i < 10; i++) await beat();
    expect(of('POST')).toHaveLength(1 + 10_000 / HEARTBEAT_MS);
    answers['POST'] = () => new Response('', { status: 405 });
    for (let i = 0; i < 20; i++) await beat();
    expect(of('POST')).toHaveLength(4);
    expect(state().phase).toBe('playing');
  });

  it('tells of late candidates once the session has a place, and leaves out the end of them', async () => {
    const peer = await playing();
    peer.onicecandidate?.({ candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ srflx', sdpMid: '0' } });
    peer.onicecandidate?.({ candidate: null });
    expect(of('PATCH').map((call) => call.body)).toEqual(['{"candidate":"candidate:1 1 udp 1 192.0.2.1 9 typ srflx","sdpMid":"0"}']);
  });

  it('offers the chosen codec alone, and asks anew when another is chosen', async () => {
    const first = await playing({ quality: { codec: 'pcmu', kilobitsPerSecond: null } });
    expect(first.preferred).toEqual([PCMU]);
    player.setQuality(AUTOMATIC);
    await pass(0);
    expect(first.closed).toBe(true);
    expect(FakePeer.all).toHaveLength(2);
    expect(FakePeer.newest().preferred).toBeNull();
    player.setQuality({ codec: 'g722', kilobitsPerSecond: null }); // this browser lacks it
    expect(FakePeer.newest().preferred).toBeNull();
  });

  it('says that it needs a press, and plays after it', async () => {
    plays = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    await playing();
    expect(state().needsPress).toBe(true);
    plays = () => Promise.resolve();
    player.resume();
    await pass(0);
    expect(state().needsPress).toBe(false);
  });

  it('uses helpers of the settings at once and those that the server names from the next try on', async () => {
    answers['POST'] = () => new Response(ANSWER, { status: 201, headers: { Location: '/s', Link: '<stun:b>; rel="ice-server"' } });
    const first = await playing({ iceServers: [{ urls: 'stun:a' }] });
    expect(first.configuration.iceServers).toEqual([{ urls: 'stun:a' }]);
    first.become('closed');
    await pass(1000);
    expect(FakePeer.newest().configuration.iceServers).toEqual([{ urls: 'stun:a' }, { urls: 'stun:b' }]);
  });
});

describe('a player whose connection ends', () => {
  it('tries again after pauses that double from 1 s to 15 s', async () => {
    await playing();
    answers['POST'] = () => null;
    FakePeer.newest().become('closed');
    for (const seconds of [1, 2, 4, 8, 15, 15]) {
      const before = FakePeer.all.length;
      expect(state().retryAtMs).toBe(Date.now() + seconds * 1000);
      await pass(seconds * 1000 - 1);
      expect(FakePeer.all).toHaveLength(before);
      await pass(1);
      expect(FakePeer.all).toHaveLength(before + 1);
    }
    expect(FakePeer.all.every((peer) => peer.closed)).toBe(true);
  });

  it('begins with the short pause again after a connection that held, and not after one that did not', async () => {
    await playing();
    for (const [heldMs, pauseMs] of [[0, 1000], [0, 2000], [6000, 1000]] as const) {
      FakePeer.newest().become('connected');
      FakePeer.newest().bytes += 1000;
      await pass(heldMs);
      FakePeer.newest().become('closed');
      expect(state().retryAtMs).toBe(Date.now() + pauseMs);
      await pass(pauseMs);
    }
  });

  it('tries at once when the browser is back on a network', async () => {
    await playing();
    answers['POST'] = () => null;
    FakePeer.newest().become('closed');
    await pass(1000 + 2000 + 100);
    const before = FakePeer.all.length;
    window.dispatchEvent(new Event('online'));
    expect(FakePeer.all).toHaveLength(before + 1);
  });

  it('waits as long as a full server asks, and goes on', async () => {
    answers['POST'] = () => new Response('{"message":"256 browsers listen"}', { status: 503, headers: { 'Retry-After': '30' } });
    player = new Player({ address: '/x' });
    player.start();
    await pass(0);
    expect(state()).toMatchObject({ phase: 'reconnecting', problem: '256 browsers listen', retryAtMs: Date.now() + 30_000 });
  });

  it('stays with a refusal for good until it is started anew', async () => {
    answers['POST'] = () => new Response('{"message":"there is no such sink"}', { status: 404 });
    player = new Player({ address: '/x' });
    player.start();
    await pass(60_000);
    expect(state()).toMatchObject({ phase: 'refused', problem: 'there is no such sink', retryAtMs: null });
    expect(FakePeer.all).toHaveLength(1);
    player.start();
    expect(FakePeer.all).toHaveLength(2);
  });

  it('gives up a server that answers and never sends', async () => {
    player = new Player({ address: '/x' });
    player.start();
    await pass(CONNECT_AT_MOST_MS);
    expect(state().phase).toBe('reconnecting');
    expect(of('DELETE')).toHaveLength(1);
  });
});

describe('a player whose server was started anew', () => {
  it('notices the silence, is told that its session is forgotten, and has a new one a second later', async () => {
    const peer = await playing();
    peer.bytes = 1000;
    await pass(2 * STATS_MS);
    answers['POST'] = () => new Response('', { status: 404 });
    await pass(STATS_MS); // the second look without a byte
    expect(state().phase).toBe('reconnecting');
    expect(of('DELETE')).toHaveLength(0); // nobody is left to tell
    answers['POST'] = () => new Response(ANSWER, { status: 201, headers: { Location: '/s' } });
    await pass(1000);
    FakePeer.newest().become('connected');
    expect(state().phase).toBe('playing');
  });

  it('takes silence and no answer for its end, but a missing answer alone for nothing', async () => {
    const peer = await playing();
    answers['POST'] = () => null;
    for (let i = 0; i < 12; i++) {
      peer.bytes += 1000;
      await pass(STATS_MS);
    }
    expect(state().phase).toBe('playing');
    await pass(3 * STATS_MS);
    expect(state().phase).toBe('reconnecting');
  });
});

describe('a player whose way to the server breaks', () => {
  const FRAGMENT = 'a=ice-ufrag:fresh\r\na=ice-pwd:fresh\r\n';

  it('waits a moment, then restarts ICE within the session', async () => {
    const peer = await playing();
    answers['PATCH'] = () => new Response(FRAGMENT, { status: 200 });
    peer.become('disconnected');
    expect(state().phase).toBe('reconnecting');
    await pass(PATIENCE_MS - 1);
    expect(of('PATCH')).toHaveLength(0);
    await pass(1);
    expect(of('PATCH')).toHaveLength(1);
    expect(of('PATCH')[0]).toMatchObject({ type: 'application/trickle-ice-sdpfrag', body: expect.stringContaining('a=ice-ufrag:mine') as string });
    expect(peer.remote.at(-1)).toContain('a=ice-ufrag:fresh');
    peer.become('connected');
    await pass(2 * RESTART_AT_MOST_MS);
    expect([state().phase, FakePeer.all.length]).toEqual(['playing', 1]);
  });

  it('does nothing when the way comes back by itself', async () => {
    const peer = await playing();
    peer.become('disconnected');
    await pass(PATIENCE_MS / 2);
    peer.become('connected');
    await pass(2 * PATIENCE_MS);
    expect(of('PATCH')).toHaveLength(0);
    expect(state().phase).toBe('playing');
  });

  it.each(['failed', 'online'])('restarts ICE at once when it has %s', async (sign) => {
    const peer = await playing();
    answers['PATCH'] = () => new Response(FRAGMENT, { status: 200 });
    peer.become('disconnected');
    if (sign === 'failed') peer.become('failed');
    else window.dispatchEvent(new Event('online'));
    await pass(0);
    expect(of('PATCH')).toHaveLength(1);
  });

  it('begins a new session where the server knows no restart', async () => {
    const peer = await playing();
    answers['PATCH'] = () => new Response('', { status: 415 });
    peer.become('disconnected');
    await pass(PATIENCE_MS);
    expect(peer.closed).toBe(true);
    expect(of('DELETE')).toHaveLength(1);
    await pass(1000);
    expect(FakePeer.all).toHaveLength(2);
  });

  it('goes on when the way came back while it restarted, without another word of the browser', async () => {
    const peer = await playing();
    answers['PATCH'] = () => new Response(FRAGMENT, { status: 200 });
    peer.become('disconnected');
    peer.connectionState = 'connected';
    await pass(PATIENCE_MS + 2 * RESTART_AT_MOST_MS);
    expect(of('PATCH')).toHaveLength(1);
    expect([state().phase, FakePeer.all.length]).toEqual(['playing', 1]);
  });

  it('begins a new session when the restart leads nowhere', async () => {
    const peer = await playing();
    answers['PATCH'] = () => new Response(FRAGMENT, { status: 200 });
    peer.become('disconnected');
    await pass(PATIENCE_MS + RESTART_AT_MOST_MS);
    expect(peer.closed).toBe(true);
    await pass(1000);
    expect(FakePeer.all).toHaveLength(2);
  });
});
