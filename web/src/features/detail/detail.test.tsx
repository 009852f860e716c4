import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoute, aSink, aSource, aStatus } from '../../api/examples';
import type { LiveMessage } from '../../api/types';
import { toast } from '../../lib/toasts';
import { drawer, historyOf, panelTab, selection } from '../../lib/ui-state';
import { connection } from '../../live/session';
import { DetailPanel } from './components/DetailPanel';
import { latencyParts } from './components/Latency';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';

let hear: (message: LiveMessage) => void;
const sent: { method: string; path: string; body: unknown }[] = [];
let refuse: ((path: string) => object | null) | null = null;

class FakeSocket {
  readyState = 1;
  onopen: unknown = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: unknown = null;
  send = vi.fn();
  close = vi.fn();
  constructor() {
    hear = (message) => act(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }
}

const history = { undo: [{ number: 2, who: 'Anna', when: new Date().toISOString(), what: [{ kind: 'sink', name: 'Kitchen', config_id: 'k', text: '', change: 'changed', key: 'delay', from: 4, to: 9 }] }], redo: [] };
const kitchen = aSink({ name: 'Kitchen', config_id: 'k', ip: '10.0.0.2', delay: 4 });
const deck = aSource({ name: 'Deck', config_id: 's', ip: '10.0.0.1', tag: null });
const route = aRoute({ name: 'r', config_id: 'r', source: 'Deck', sink: 'Kitchen', delay: 12 });

function open(kind: 'sources' | 'sinks' | 'routes', id: string, tab: 'main' | 'eq' | 'layout' | 'delay' = 'main'): void {
  connection.open();
  hear({ type: 'snapshot', seq: 1, sources: [deck], sinks: [kitchen], routes: [route] });
  selection.set({ kind, id });
  panelTab.set(tab);
  render(<QueryClientProvider client={new QueryClient()}><DetailPanel /></QueryClientProvider>);
}

beforeEach(() => {
  sent.length = 0;
  refuse = null;
  toast.set(null);
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null;
    sent.push({ method: init?.method ?? 'GET', path, body });
    const refusal = refuse?.(path) ?? null;
    const answer = refusal ?? (path === '/equalizers' ? { equalizers: [] } : path === '/api/history' ? history : true);
    return Promise.resolve(new Response(JSON.stringify(answer), { status: refusal && !path.includes('dry_run') ? 422 : 200 }));
  });
});

afterEach(() => {
  cleanup();
  connection.close();
  vi.unstubAllGlobals();
});

const changes = (): typeof sent => sent.filter(({ method, path }) => method === 'PUT' && !path.includes('dry_run'));

describe('a field', () => {
  it('is checked while one types, keeps what was refused and tells the server’s sentence', async () => {
    refuse = () => ({ code: 'bad_text', message: 'must be an address', key: 'ip', hint: null });
    open('sinks', 'k');
    const field = screen.getByLabelText('Address');
    fireEvent.change(field, { target: { value: 'nowhere at all' } });
    expect(await screen.findByText('Must be an address.')).toBeTruthy();
    expect(sent.at(-1)).toMatchObject({ path: '/sinks/Kitchen?dry_run=true', body: { ip: 'nowhere at all' } });
    expect(changes()).toEqual([]);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect((field as HTMLInputElement).value).toBe('10.0.0.2');
  });

  it('keeps what is typed while another person changes it, and says so', async () => {
    open('sinks', 'k', 'delay');
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Delay' });
    fireEvent.change(field, { target: { value: '70' } });
    hear({ type: 'change', seq: 2, sources: {}, sinks: { Kitchen: { ...kitchen, delay: 9 } }, routes: {}, removals: { sources: [], sinks: [], routes: [] } });
    expect(field.value).toBe('70');
    expect(screen.getByText(/Meanwhile it was set to 9/)).toBeTruthy();
    fireEvent.keyDown(field, { key: 'Enter' });
    await vi.waitFor(() => expect(changes()).toEqual([{ method: 'PUT', path: '/sinks/Kitchen', body: { delay: 70 } }]));
  });

  it('survives closing the panel', () => {
    open('sinks', 'k');
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Half a na' } });
    cleanup();
    open('sinks', 'k');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Half a na');
    fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'Escape' });
  });
});

it('a typed number of the chain that is refused goes back, and the toast says why', async () => {
  refuse = (path) => (path.includes('dry_run') ? null : { code: 'out_of_range', message: 'must be from 0 to 5000', key: 'delay', hint: null });
  open('routes', 'r');
  fireEvent.click(screen.getByRole('button', { name: /^Delay of r: 12/ }));
  const field = screen.getByLabelText('Delay of r');
  fireEvent.change(field, { target: { value: '7000' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await vi.waitFor(() => expect(toast.get()?.text).toBe('Must be from 0 to 5000.'));
  expect(screen.getByRole('button', { name: /^Delay of r: 12/ })).toBeTruthy();
});

it('who changed it last stands at the foot, and opens its history', async () => {
  open('sinks', 'k');
  fireEvent.click(await screen.findByRole('button', { name: 'Last changed: Anna, just now' }));
  expect([drawer.get(), historyOf.get()]).toEqual(['history', 'k']);
  drawer.set('none');
});

it('a band is turned by keys in dB and sent as the server’s value', async () => {
  open('sinks', 'k', 'eq');
  const band = screen.getByRole('slider', { name: /Band at 1\WkHz/ });
  fireEvent.keyDown(band, { key: 'ArrowUp' });
  await vi.waitFor(() => expect(changes().at(-1)?.body).toMatchObject({ equalizer: { b9: 1.05, b10: 1 } }));
});

it('a crossing of the layout is switched with a press', async () => {
  open('sinks', 'k', 'layout');
  fireEvent.click(screen.getByRole('button', { name: 'Set by hand' }));
  fireEvent.click(await screen.findByRole('button', { name: 'L to R: nothing' }));
  await vi.waitFor(() => {
    const body = changes().at(-1)?.body as { speaker_layouts: Record<string, { auto_mode: boolean; matrix: number[][] }> } | undefined;
    expect(body?.speaker_layouts['2']?.auto_mode).toBe(false);
    expect(body?.speaker_layouts['2']?.matrix[0]?.slice(0, 2)).toEqual([1, 1]);
  });
});

describe('latency', () => {
  const to = aStatus({ latencyMs: 6.5, limiterMs: 2 });
  it('is the sum of what is measured and what was chosen, in the order of the sound', () => {
    const known = latencyParts(deck, route, kitchen, aStatus({ latencyMs: 10 }), to);
    expect(known?.parts.map(({ key, ms }) => [key, ms])).toEqual([['latency.buffer', 10], ['latency.chosen', 16], ['latency.limiter', 2], ['latency.send', 6.5]]);
    expect(known?.totalMs).toBe(34.5);
  });
  it('is not told where an end is not measured, and nothing is made up for what is not there', () => {
    expect(latencyParts(deck, route, kitchen, aStatus(), to)).toBeNull();
    expect(latencyParts(deck, { ...route, delay: 0 }, { ...kitchen, delay: 0 }, aStatus({ latencyMs: 0 }), aStatus({ latencyMs: 6 }))?.parts).toHaveLength(2);
  });
});
