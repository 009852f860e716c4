import { said } from '../lib/said';
import { wavHeader } from '../lib/wav';
import type { Equalizer, FoundStream, Kind, Objects, Session } from './types';

/** A refusal by the server, or its silence (`status` 0). `message` is the sentence for people. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    /** The field of the request that is at fault, if it is one. */
    readonly key: string | null,
    readonly hint: string | null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** What is wrong and what helps, for people. The server's words about a field go on from its name: "must be from 1 to 9". */
export function sentenceOf(refusal: unknown): string {
  if (!(refusal instanceof ApiError)) return refusal instanceof Error ? refusal.message : String(refusal);
  return [refusal.message, refusal.hint].filter((part) => part !== null).map((part) => asSentence(said(part))).join(' ');
}

export const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?…]$/.test(words) ? '' : '.');

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Reads `{error, code, message, key, hint}`; any other body gives a plain sentence with the status. */
export function toApiError(status: number, body: unknown): ApiError {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const message = text(fields['message']) ?? text(fields['error']) ?? `The server answered ${status}.`;
  return new ApiError(message, status, text(fields['code']) ?? `http_${status}`, text(fields['key']), text(fields['hint']));
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

export async function request(method: string, path: string, body?: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new ApiError('The server does not answer.', 0, 'unreachable', null, null);
  }
  const answer = await readBody(response);
  if (!response.ok) throw toApiError(response.status, answer);
  return answer;
}

/** One of many changes that are made together. */
export type Change = { kind: Kind } & ({ add: object } | { name: string; set: object } | { name: string; delete: true });

const at = (kind: Kind, name: string): string => `/${kind}/${encodeURIComponent(name)}`;

/** A dry run tells a refusal as its answer, so that the console of the browser stays quiet while one types. */
async function tryOut(method: string, path: string, body: object): Promise<void> {
  const answer = await request(method, path, body);
  if (answer !== true) throw toApiError(422, answer);
}

/** What was just heard of a source, as a WAV file. */
async function lastHeard(source: string, seconds: number): Promise<Blob> {
  const path = `/api/timeshift/${encodeURIComponent(source)}?lookback_seconds=${seconds}`;
  const response = await fetch(path, { credentials: 'same-origin' }).catch(() => null);
  if (!response) throw new ApiError('The server does not answer.', 0, 'unreachable', null, null);
  if (!response.ok) throw toApiError(response.status, await readBody(response));
  const number = (name: string): number => Number(response.headers.get(`X-Audio-${name}`));
  const samples = await response.arrayBuffer();
  const shape = { sampleRateHz: number('Sample-Rate'), channels: number('Channels'), bitDepth: number('Bit-Depth') };
  return new Blob([wavHeader(shape, samples.byteLength), samples], { type: 'audio/wav' });
}

export const api = {
  lastHeard,
  session: () => request('GET', '/api/session') as Promise<Session>,
  login: (token: string) => request('POST', '/api/login', { token }),
  systemInfo: () => request('GET', '/api/system/info') as Promise<{ hostname: string; uptime_seconds: number }>,
  streams: () => request('GET', '/api/streams') as Promise<FoundStream[]>,
  create: <K extends Kind>(kind: K, object: Partial<Objects[K]>) => request('POST', `/${kind}`, object),
  update: <K extends Kind>(kind: K, name: string, change: Partial<Objects[K]>) => request('PUT', at(kind, name), change),
  /** Whether a change would be taken; throws the refusal. */
  tryUpdate: <K extends Kind>(kind: K, name: string, change: Partial<Objects[K]>) => tryOut('PUT', `${at(kind, name)}?dry_run=true`, change),
  tryCreate: <K extends Kind>(kind: K, object: Partial<Objects[K]>) => tryOut('POST', `/${kind}?dry_run=true`, object),
  playTestTone: (sink: string, channel: number, sound: 'tone' | 'noise', seconds: number) => request('POST', `${at('sinks', sink)}/test_tone`, { channel, sound, seconds }),
  stopTestTone: (sink: string) => request('DELETE', `${at('sinks', sink)}/test_tone`),
  presets: () => request('GET', '/equalizers') as Promise<{ equalizers: Equalizer[] }>,
  savePreset: (preset: Equalizer) => request('POST', '/equalizers', preset),
  removePreset: (name: string) => request('DELETE', `/equalizers/${encodeURIComponent(name)}`),
  /** All of them or none, and one step to undo. */
  changeMany: (changes: readonly Change[]) => request('POST', '/api/changes', { changes }),
  remove: (kind: Kind, name: string) => request('DELETE', at(kind, name)),
};
