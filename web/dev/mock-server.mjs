// A stand-in for the server while working on the page: `npm run dev:mock`, then `npm run dev`.
// REST, the live WebSocket and invented levels on loopback; no sound, so WHEP is refused.
// ANTIPHON_MOCK: empty (no objects), login (asks for the token "1234"), many (500 sources, sinks and routes), default a small house.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WebSocketServer } from 'ws';

const PORT = Number(process.env.ANTIPHON_MOCK_PORT ?? 8099);
const mode = process.env.ANTIPHON_MOCK ?? 'house';
const KINDS = ['sources', 'sinks', 'routes'];
const db = { sources: [], sinks: [], routes: [] };
let seq = 1;
let signedIn = mode !== 'login';

const FLAT = { name: null, normalization_enabled: false, ...Object.fromEntries(Array.from({ length: 18 }, (_, band) => [`b${band + 1}`, 1])) };
const base = (name) => ({ name, config_id: randomUUID(), enabled: true, volume: 1, delay: 0, timeshift: 0, equalizer: FLAT, speaker_layouts: {}, is_group: false, group_members: [] });
const make = {
  sources: (given) => ({ ...base(given.name), ip: null, tag: null, ...given }),
  sinks: (given) => ({ ...base(given.name), ip: null, port: 4010, protocol: 'scream', sample_rate: 48000, bit_depth: 16, channels: 2, channel_layout: 'stereo', ...given }),
  routes: (given) => ({ ...base(given.name), source: '', sink: '', ...given }),
};
const gain = (db_) => 10 ** (db_ / 20);

function furnish() {
  const source = (name, more, sound) => db.sources.push({ ...make.sources({ name, ...more }), sound });
  const sink = (name, more) => db.sinks.push(make.sinks({ name, ...more }));
  const route = (from, to, gainDb, more = {}) => db.routes.push(make.routes({ name: `${from} → ${to}`, source: from, sink: to, volume: gain(gainDb), ...more }));
  source('Demo', { tag: 'demo:' }, { base: -14, swing: 8 });
  source('Office PC', { ip: '192.168.1.21' }, { base: -17, swing: 7 });
  source('Laptop Mira', { ip: '192.168.1.34', volume: gain(-4.5) }, { base: -24, swing: 6 });
  source('Stage desk', { ip: '192.168.1.80', volume: gain(1.5) }, { base: -6, swing: 6 });
  source('Living room TV', { ip: '192.168.1.40' }, { base: -22, swing: 12 });
  source('Test tone', { tag: 'tone:440' }, { base: -20, swing: 0 });
  source('Workshop radio', { ip: '192.168.1.77' }, null);
  source('Desk', { is_group: true, group_members: ['Office PC', 'Laptop Mira'] }, null);
  sink('This room', { protocol: 'web_receiver' });
  sink('Kitchen', { ip: '192.168.1.63', volume: gain(-5) });
  sink('Living room', { ip: '192.168.1.41', channels: 6, channel_layout: '5.1', bit_depth: 24 });
  sink('Patio', { ip: '192.168.1.71' });
  sink('Studio monitors', { ip: '192.168.1.90', sample_rate: 96000, bit_depth: 24 });
  route('Demo', 'This room', 0);
  sink('Downstairs', { is_group: true, group_members: ['Kitchen', 'Living room'], volume: gain(-1.5) });
  route('Desk', 'Studio monitors', 0);
  route('Workshop radio', 'Downstairs', 3);
  route('Laptop Mira', 'Kitchen', -6);
  route('Stage desk', 'Studio monitors', -18);
  route('Stage desk', 'Living room', -3);
  route('Living room TV', 'Living room', 0);
  route('Demo', 'Kitchen', -8, { enabled: false });
  route('Office PC', 'Patio', -4);
}
function furnishMany() {
  for (let i = 1; i <= 500; i++) {
    db.sources.push({ ...make.sources({ name: `Source ${i}`, tag: `tone:${200 + i}` }), sound: { base: -10 - (i % 30), swing: i % 9 } });
    db.sinks.push(make.sinks({ name: `Sink ${i}`, ip: '192.168.1.9', port: 4010 + i }));
    db.routes.push(make.routes({ name: `Route ${i}`, source: `Source ${i}`, sink: `Sink ${((i * 7) % 500) + 1}`, volume: gain(-(i % 12)) }));
  }
}
if (mode === 'many') furnishMany();
else if (mode !== 'empty') furnish();

/** What clients see: without the mock's own fields. */
const wire = ({ sound, ...object }) => (void sound, object);
const sockets = new Set();
const send = (message, wants = () => true) => {
  const text = JSON.stringify(message);
  for (const socket of sockets) if (socket.readyState === 1 && wants(socket)) socket.send(text);
};

function changed(kind, object, removedName) {
  const message = { type: 'change', seq: ++seq, sources: {}, sinks: {}, routes: {}, removals: { sources: [], sinks: [], routes: [] } };
  if (object) message[kind][object.name] = wire(object);
  if (removedName) message.removals[kind].push(removedName);
  send(message);
  sendStatus();
}

class Refusal extends Error {
  constructor(status, key, message, hint = null) {
    super(message);
    Object.assign(this, { status, body: { error: message, code: 'refused', message, key, hint } });
  }
}

const unique = (kind, name, self) => {
  if (!name) throw new Refusal(400, 'name', 'A name is needed.');
  if (db[kind].some((object) => object.name === name && object !== self)) throw new Refusal(409, 'name', `There is already one called ${name}.`, 'Choose another name.');
};

function validate(kind, object) {
  if (object.is_group) return;
  if (kind === 'sources' && !object.ip && !object.tag) throw new Refusal(400, 'ip', 'A Scream sender is known by its address.', 'For example 192.168.1.20.');
  if (kind === 'sinks' && object.protocol === 'scream' && !/^[\d.]+$/.test(object.ip ?? '')) throw new Refusal(400, 'ip', 'A Scream receiver needs an IP address.', 'For example 192.168.1.63.');
  if (!(object.volume >= 0 && object.volume <= 3.1623)) throw new Refusal(400, 'volume', 'The volume is 0 to 3.1623.');
}

function rename(kind, from, to) {
  const field = { sources: 'source', sinks: 'sink' }[kind];
  for (const route of field ? db.routes.filter((route) => route[field] === from) : []) {
    route[field] = to;
    changed('routes', route);
  }
}

const handlers = {
  POST(kind, _, body) {
    unique(kind, body.name);
    const object = make[kind](body);
    validate(kind, object);
    if (kind === 'sources') object.sound = object.tag ? { base: -18, swing: object.tag.startsWith('tone') ? 0 : 8 } : null;
    db[kind].push(object);
    changed(kind, object);
  },
  PUT(kind, name, body) {
    const object = find(kind, name);
    if (body.name !== undefined) unique(kind, body.name, object);
    const change = { ...body, config_id: object.config_id };
    validate(kind, { ...object, ...change });
    Object.assign(object, change);
    changed(kind, object, object.name === name ? null : name);
    if (object.name !== name) rename(kind, name, object.name);
  },
  DELETE(kind, name) {
    const object = find(kind, name);
    if (kind !== 'routes' && db.routes.some((route) => route.source === name || route.sink === name)) throw new Refusal(409, null, `${name} is used by a route.`);
    db[kind].splice(db[kind].indexOf(object), 1);
    changed(kind, null, name);
  },
};

function find(kind, name) {
  const object = db[kind].find((candidate) => candidate.name === name);
  if (!object) throw new Refusal(404, null, `There is no ${kind.slice(0, -1)} called ${name}.`);
  return object;
}

const preferences = {};
let alone = [];
const api = {
  'GET /api/session': () => ({ auth: mode === 'login' ? 'login' : 'none', signed_in: signedIn }),
  'GET /api/preferences': () => preferences,
  'PUT /api/preferences': (body) => Object.assign(preferences, body),
  // One after another: what is refused leaves those before it, which the real server does not.
  'POST /api/changes': ({ changes }) => {
    for (const { kind, name, add, set } of changes) {
      if (add) handlers.POST(kind, null, add);
      else if (set) handlers.PUT(kind, name, set);
      else handlers.DELETE(kind, name);
    }
    return true;
  },
  'GET /api/solo': () => ({ ids: alone }),
  'PUT /api/solo': (body) => {
    alone = body.ids;
    send({ type: 'solo', ids: alone });
    return { ids: alone };
  },
  'GET /api/system/info': () => ({ hostname: 'mock', uptime_seconds: process.uptime() }),
  'GET /api/streams': () => [{ tag: '192.168.1.20', kind: 'Scream', format: '44.1 kHz · 24 bit · stereo', state: 'playing', configured: db.sources.some((source) => source.ip === '192.168.1.20') }],
  'POST /api/login': (body) => {
    if (body.token !== '1234') throw new Refusal(401, 'token', 'This token is not known.');
    signedIn = true;
  },
};

async function answer(request, path) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (path.startsWith('/api/whep')) throw new Refusal(503, null, 'The stand-in server makes no sound.');
  const body = text ? JSON.parse(text) : {};
  const fixed = api[`${request.method} ${path}`];
  if (fixed) return fixed(body) ?? null;
  if (!signedIn) throw new Refusal(401, null, 'Log in first.');
  const [, kind, name, what, index] = path.split('/').map(decodeURIComponent);
  if (!KINDS.includes(kind)) throw new Refusal(404, null, `There is nothing at ${path}.`);
  if (what === 'reorder') return reorder(kind, name, Number(index));
  if (request.method === 'GET') return db[kind].map(wire);
  handlers[request.method](kind, name, body);
  return true;
}

function reorder(kind, name, index) {
  const object = find(kind, name);
  db[kind].splice(db[kind].indexOf(object), 1);
  db[kind].splice(index, 0, object);
  send({ type: 'change', seq: ++seq, sources: {}, sinks: {}, routes: {}, removals: { sources: [], sinks: [], routes: [] }, order: { [kind]: db[kind].map((one) => one.config_id) } });
  return true;
}

/** The built page, as the server has it. */
async function serveSite(path, response) {
  const file = path === '/site/' ? '/site/index.html' : path;
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' };
  try {
    const bytes = await readFile(new URL(`../dist${file.slice('/site'.length)}`, import.meta.url));
    response.writeHead(200, { 'Content-Type': types[file.split('.').pop()] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://mock').pathname;
  if (path.startsWith('/site/')) return serveSite(path, response);
  try {
    const result = await answer(request, path);
    response.writeHead(result === null ? 204 : 200, { 'Content-Type': 'application/json' }).end(result === null ? '' : JSON.stringify(result));
  } catch (error) {
    response.writeHead(error.status ?? 500, { 'Content-Type': 'application/json' }).end(JSON.stringify(error.body ?? { error: String(error) }));
  }
});

const noise = (seed, x) => {
  const at = (n) => { const v = Math.sin(n * 127.1 + seed * 3.11) * 43758.5453; return v - Math.floor(v); };
  const i = Math.floor(x), part = x - i;
  return at(i) * (1 - part) + at(i + 1) * part;
};

function sourceLevel(source, index, channel) {
  if (!source.enabled || !source.sound) return -120;
  const { base: middle, swing } = source.sound, t = Date.now() / 1000;
  return middle + 20 * Math.log10(source.volume + 1e-6) - swing * ((t * (1.6 + index / 7)) % 1) * 0.8 + (swing ? (noise(index + channel * 13, t * 9) - 0.5) * 5 : 0);
}

function levels() {
  const all = {};
  const power = new Map();
  db.sources.forEach((source, index) => {
    const peak = [0, 1].map((channel) => sourceLevel(source, index, channel));
    if (peak[0] > -120) all[source.config_id] = { peak, rms: peak.map((level) => level - (source.sound.swing ? 6 : 0)), clips: 0 };
    for (const route of db.routes.filter((candidate) => candidate.enabled && candidate.source === source.name))
      power.set(route.sink, (power.get(route.sink) ?? [0, 0]).map((sum, channel) => sum + 10 ** (peak[channel] / 10) * route.volume ** 2));
  });
  for (const sink of db.sinks.filter((candidate) => candidate.enabled && power.has(candidate.name) && candidate.name !== 'Patio')) {
    const peak = power.get(sink.name).map((sum) => 10 * Math.log10(sum * sink.volume ** 2 + 1e-12));
    all[sink.config_id] = { peak, rms: peak.map((level) => level - 6), clips: 0 };
  }
  return all;
}

function statusOf(kind, object) {
  const off = !object.enabled;
  if (kind === 'sources') {
    const type = object.tag?.startsWith('demo') ? 'Demo' : object.tag?.startsWith('tone') ? 'Tone' : 'Scream';
    return { state: off ? 'off' : object.sound ? 'playing' : 'waiting', kind: type, format: object.sound ? '48 kHz · 16 bit · stereo' : null, problem: null, latencyMs: type === 'Scream' && object.sound ? 11.8 : null, listeners: 0 };
  }
  const gone = object.name === 'Patio';
  const format = `${object.sample_rate / 1000} kHz · ${object.bit_depth} bit · ${object.channel_layout}`;
  return { state: off ? 'off' : gone ? 'unavailable' : 'ready', kind: object.protocol === 'scream' ? 'Scream' : 'Browser', format: object.protocol === 'scream' ? format : null, problem: gone ? 'no way to 192.168.1.71' : null, latencyMs: gone ? null : 5.3, listeners: 0 };
}

function sendStatus() {
  const endpoints = Object.fromEntries(['sources', 'sinks'].flatMap((kind) => db[kind].map((object) => [object.config_id, statusOf(kind, object)])));
  send({ type: 'status', endpoints, engine: { xruns: 0, latenessP99Us: 40, loadPercent: 4 } });
}

const live = new WebSocketServer({ server, path: '/api/live' });
live.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const said = JSON.parse(String(data));
    if (said.type === 'subscribe') Object.assign(socket, { meters: said.meters === true, loudness: said.loudness ?? [] });
  });
  socket.send(JSON.stringify({ type: 'snapshot', seq, ...Object.fromEntries(KINDS.map((kind) => [kind, db[kind].map(wire)])) }));
  sendStatus();
});
setInterval(() => send({ type: 'meters', levels: levels() }, (socket) => socket.meters), 50);
setInterval(() => {
  const all = levels();
  for (const socket of sockets) {
    if (!socket.loudness?.length) continue;
    const told = Object.fromEntries(socket.loudness.filter((id) => all[id]).map((id) => [id, { seconds: 12, shortTerm: all[id].rms[0] - 3, integrated: all[id].rms[0] - 4, range: 5.2, truePeak: all[id].peak[0] + 0.4 }]));
    socket.send(JSON.stringify({ type: 'loudness', loudness: told }));
  }
}, 100);
setInterval(sendStatus, 1000);
server.listen(PORT, '127.0.0.1', () => console.log(`stand-in server: http://127.0.0.1:${PORT}/site/`));
