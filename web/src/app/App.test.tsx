import axe from 'axe-core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoute, aSink, aSource, aStatus } from '../api/examples';
import type { LiveMessage } from '../api/types';
import { palette, panel, selection, view } from '../lib/ui-state';
import { preferences } from '../live/preferences';
import { connection } from '../live/session';
import { App } from './App';

/** The server's live connection, in the test's hand. */
class FakeSocket {
  static newest: FakeSocket | null = null;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  send = vi.fn();
  close = vi.fn();
  constructor() {
    FakeSocket.newest = this;
  }
  say(message: LiveMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const demo = aSource({ name: 'Demo', config_id: 's1' });
const office = aSource({ name: 'Office PC', config_id: 's2', ip: '192.168.1.21', tag: null });
const room = aSink({ name: 'This room', config_id: 'k1', protocol: 'web_receiver' });
const kitchen = aSink({ name: 'Kitchen', config_id: 'k2', ip: '192.168.1.63' });
const route = aRoute({ name: 'Demo → This room', config_id: 'r1', source: 'Demo', sink: 'This room', volume: 0.5 });

const fetched = vi.fn<(path: string, init?: RequestInit) => Promise<Response>>();
const ANSWERS: Record<string, unknown> = { '/api/streams': [], '/api/scenes': [], '/api/history': { undo: [], redo: [] }, '/api/alarms': { now: [], mended: [] }, '/api/preferences': {}, '/api/system/info': {} };
let session: object = { auth: 'none', signed_in: true };

async function open(): Promise<FakeSocket> {
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
  const socket = FakeSocket.newest;
  if (!socket) throw new Error('no connection was opened');
  return socket;
}

async function openHouse(): Promise<FakeSocket> {
  const socket = await furnish();
  await screen.findByRole('option', { name: /Office PC/ });
  return socket;
}

/** A house whose rows may be drawn in any view. */
async function furnish(): Promise<FakeSocket> {
  const socket = await open();
  socket.say({ type: 'snapshot', seq: 1, sources: [demo, office], sinks: [room, kitchen], routes: [route] });
  socket.say({ type: 'status', endpoints: { k2: aStatus({ state: 'unavailable', problem: 'no way to 192.168.1.63' }) }, engine: { xruns: 0, latenessP99Us: 1, loadPercent: 1 } });
  return socket;
}

/** Rules that need a layout or colours cannot be judged here; the contrast script does that. */
async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'Antiphon';
  session = { auth: 'none', signed_in: true };
  FakeSocket.newest = null;
  vi.stubGlobal('WebSocket', FakeSocket);
  fetched.mockReset().mockImplementation((path) => Promise.resolve(new Response(JSON.stringify(path === '/api/session' ? session : (ANSWERS[path] ?? true)))));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  cleanup();
  selection.set(null);
  panel.set('none');
  view.set('patch');
  localStorage.clear();
  preferences.set({});
  history.replaceState(null, '', location.pathname);
  palette.set({ mode: 'closed' });
  vi.unstubAllGlobals();
});

describe('the patch', () => {
  it('shows sources and sinks, and what is wrong with one', async () => {
    await openHouse();
    const sinks = screen.getByRole('listbox', { name: 'Sinks' });
    expect(within(sinks).getAllByRole('option')).toHaveLength(2);
    expect(within(sinks).getByRole('option', { name: /^Kitchen.*no way to 192\.168\.1\.63/ })).toBeDefined();
    expect(await violations()).toEqual([]);
  });

  it('opens the chain of a route with its three gains', async () => {
    await openHouse();
    selection.set({ kind: 'routes', id: 'r1' });
    panel.set('detail');
    const chain = await screen.findByRole('complementary', { name: 'Route Demo to This room' });
    expect(within(chain).getAllByRole('slider').map((slider) => slider.getAttribute('aria-valuetext'))).toEqual(['0.0 decibels', 'minus 6.0 decibels', '0.0 decibels']);
    expect(await violations()).toEqual([]);
  });

  it('sends a gain that was changed by keys, and shows it at once', async () => {
    await openHouse();
    selection.set({ kind: 'routes', id: 'r1' });
    panel.set('detail');
    const fader = await screen.findByRole('slider', { name: 'Gain of Demo → This room' });
    fireEvent.keyDown(fader, { key: '0' });
    expect(fader.getAttribute('aria-valuetext')).toBe('0.0 decibels');
    expect(fetched).toHaveBeenCalledWith('/routes/Demo%20%E2%86%92%20This%20room', expect.objectContaining({ method: 'PUT', body: '{"volume":1}' }));
  });

  it('says when the connection is lost', async () => {
    const socket = await openHouse();
    socket.onclose?.();
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Connection lost\. Trying again in 1 s\./);
    expect(await violations()).toEqual([]);
    connection.close();
  });
});

describe('the other views', () => {
  it('has every route as a row of the list', async () => {
    await openHouse();
    view.set('list');
    expect(await screen.findByRole('button', { name: 'Demo → This room' })).toBeDefined();
    expect(await violations()).toEqual([]);
  });

  it.each(['addSource', 'addSink'] as const)('%s is a form without faults', async (name) => {
    await openHouse();
    panel.set(name);
    await screen.findByRole('button', { name: 'Add' });
    expect(await violations()).toEqual([]);
  });

  it('finds by keys', async () => {
    await openHouse();
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const input = await screen.findByRole('combobox');
    fireEvent.change(input, { target: { value: 'office' } });
    expect(await violations()).toEqual([]);
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(selection.get()).toEqual({ kind: 'sources', id: 's2' });
  });

  it('offers the first steps on an empty server', async () => {
    const socket = await open();
    socket.say({ type: 'snapshot', seq: 1, sources: [], sinks: [], routes: [] });
    await screen.findByRole('heading', { name: 'Nothing is connected yet' });
    expect(await violations()).toEqual([]);
  });
});

describe('the address', () => {
  it('names the view, and going back returns to the last one', async () => {
    await openHouse();
    fireEvent.keyDown(document.body, { key: '4' });
    expect(location.hash).toBe('#list');
    const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.back();
    await back;
    await screen.findByRole('listbox', { name: 'Sinks' });
    expect(view.get()).toBe('patch');
  });

  it('opens the view that it names', async () => {
    history.replaceState(null, '', '#list');
    await furnish();
    await screen.findByRole('button', { name: 'Demo → This room' });
    expect(view.get()).toBe('list');
  });
});

describe('the gate', () => {
  it('asks those in who are not logged in, and tells the server’s sentence about a wrong token', async () => {
    session = { auth: 'login', signed_in: false };
    render(<App />);
    await screen.findByRole('heading', { name: 'This server wants you to log in' });
    expect(FakeSocket.newest).toBeNull();
    expect(await violations()).toEqual([]);
    fetched.mockResolvedValueOnce(new Response(JSON.stringify({ message: 'This token is not known.' }), { status: 401 }));
    fireEvent.change(screen.getByLabelText(/code/), { target: { value: 'x' } });
    fireEvent.submit(screen.getByLabelText(/code/));
    expect((await screen.findByRole('alert')).textContent).toBe('This token is not known.');
  });
});
