// Furnishes an empty server by its API with a house that plays: `ANTIPHON_URL=http://127.0.0.1:8097 node dev/demo-house.mjs`.
// Everything in it sounds by itself: tones, noise and the demo piece on one side, Scream to this machine and browsers on
// the other; one sink has an address that nobody answers from.
import { createSocket } from 'node:dgram';
import { pathToFileURL } from 'node:url';

const gain = (db) => Math.round(10 ** (db / 20) * 1e6) / 1e6;
const flat = Object.fromEntries(Array.from({ length: 18 }, (_, band) => [`b${band + 1}`, 1]));
const warm = { ...flat, b1: 1.4, b2: 1.4, b3: 1.3, b4: 1.2, b5: 1.1, b12: 0.9, b13: 0.85, b14: 0.8 };
const bright = { ...flat, b1: 0.8, b2: 0.85, b3: 0.9, b13: 1.1, b14: 1.2, b15: 1.3, b16: 1.3 };

const SOURCES = [
  { name: 'Office PC', tag: 'demo:', volume: gain(-3) },
  { name: 'Laptop Mira', tag: 'noise:pink:-30', volume: gain(-1.5) },
  { name: 'Desk', is_group: true, group_members: ['Office PC', 'Laptop Mira'] },
  { name: 'Turntable', tag: 'demo:', volume: gain(2), equalizer: warm },
  { name: 'Living Room TV', tag: 'noise:pink:-24' },
  { name: 'Radio Paradise', tag: 'demo:', volume: gain(-9) },
  { name: 'Line-up tone', tag: 'tone:1000/440:-18' },
  { name: 'Sweep', tag: 'sweep:20-20000:10:-26' },
  { name: 'Doorbell', ip: '192.168.1.77' },
];
const SINKS = [
  { name: 'Kitchen', protocol: 'scream', ip: '127.0.0.1', port: 43010, volume: gain(-5), equalizer: bright, delay: 12 },
  { name: 'Living Room', protocol: 'scream', ip: '127.0.0.1', port: 43011, channels: 6, channel_layout: '5.1', bit_depth: 24 },
  { name: 'Downstairs', is_group: true, group_members: ['Kitchen', 'Living Room'], volume: gain(-1.5) },
  { name: 'Patio Stereo', protocol: 'scream', ip: 'patio.invalid', port: 4010 },
  { name: 'Office Monitors', protocol: 'scream', ip: '127.0.0.1', port: 43012, sample_rate: 96000, bit_depth: 24 },
  { name: 'Bedroom', protocol: 'scream', ip: '127.0.0.1', port: 43013, volume: gain(-12) },
  { name: 'This browser', protocol: 'web_receiver' },
];
const ROUTES = [
  ['Desk', 'Office Monitors', {}],
  ['Turntable', 'Kitchen', { volume: gain(-6), delay: 12, equalizer: warm }],
  ['Turntable', 'Living Room', {}],
  ['Living Room TV', 'Living Room', { volume: gain(-3) }],
  ['Radio Paradise', 'Bedroom', {}],
  ['Radio Paradise', 'Patio Stereo', {}],
  ['Line-up tone', 'Downstairs', { volume: gain(-18), enabled: false }],
  ['Sweep', 'Office Monitors', { volume: gain(-8) }],
  ['Doorbell', 'Downstairs', {}],
  ['Office PC', 'This browser', { volume: gain(-4) }],
  ['Line-up tone', 'This browser', { volume: gain(-22) }],
];
const SCENES = ['Morning', 'Evening'];

/** Takes what is sent to the house's receivers, so that none of them counts as gone but the one that is. */
export function receivers() {
  const sockets = SINKS.filter(({ ip }) => ip === '127.0.0.1').map(({ port, ip }) => createSocket('udp4').bind(port, ip));
  return () => sockets.forEach((socket) => socket.close());
}

export async function furnish(address) {
  const call = async (method, path, body) => {
    const response = await fetch(address + path, { method, headers: { 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  for (const source of SOURCES) await call('POST', '/sources', source);
  for (const sink of SINKS) await call('POST', '/sinks', { enabled: true, ...sink });
  for (const [source, sink, more] of ROUTES) await call('POST', '/routes', { name: `${source} → ${sink}`, source, sink, enabled: true, ...more });
  for (const scene of SCENES) await call('PUT', `/api/scenes/${scene}`, {});
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await furnish(process.env.ANTIPHON_URL ?? 'http://127.0.0.1:8097');
