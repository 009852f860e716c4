import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aRoute, aSink, aSource } from '../../api/examples';
import { ForOperators } from '../../components/ui/ForOperators';
import { me } from '../../lib/me';
import { panelTab, selection, type PanelTab } from '../../lib/ui-state';
import { connection } from '../../live/session';
import { DetailPanel } from './components/DetailPanel';

const sent = vi.fn();

class FakeSocket {
  static newest: FakeSocket;
  readyState = 1;
  onmessage: ((event: { data: string }) => void) | null = null;
  send = vi.fn();
  close = vi.fn();
  constructor() {
    FakeSocket.newest = this;
  }
}

beforeEach(() => {
  sent.mockClear();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    if ((init?.method ?? 'GET') !== 'GET') sent(path);
    return Promise.resolve(new Response(JSON.stringify(path === '/equalizers' ? { equalizers: [] } : true)));
  });
  me.set({ auth: 'login', user: 'Jonas', role: 'listener' });
});

afterEach(() => {
  cleanup();
  connection.close();
  me.set({ auth: 'login', user: null, role: 'admin' });
  vi.unstubAllGlobals();
});

function open(kind: 'routes' | 'sinks', tab: PanelTab): void {
  connection.open();
  act(() => FakeSocket.newest.onmessage?.({ data: JSON.stringify({ type: 'snapshot', seq: 1, sources: [aSource({ name: 'Deck' })], sinks: [aSink({ name: 'Kitchen', ip: '10.0.0.2' })], routes: [aRoute({ name: 'r', source: 'Deck', sink: 'Kitchen' })] }) }));
  selection.set({ kind, id: kind === 'routes' ? 'r' : 'Kitchen' });
  panelTab.set(tab);
  render(<QueryClientProvider client={new QueryClient()}><ForOperators><DetailPanel /></ForOperators></QueryClientProvider>);
}

/** What only shows something, closes, or is heard here. */
const FREE = /^(Close|Listen to|Stop listening|Open |Equaliser|Equalizer|Speaker layout|Speakers|Deck$|Kitchen$|Chain|Delay$|Sink$|Comes in|\d$|Route|Source)/;

it.each([['routes', 'main'], ['sinks', 'main'], ['sinks', 'eq'], ['sinks', 'layout'], ['sinks', 'delay']] as const)('all that changes something is barred to who may only listen, with the reason: %s, %s', (kind, tab) => {
  open(kind, tab);
  const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, [role=slider]')].filter((element) => element.closest('.eq-bands, [role=tablist], [aria-disabled=true]:not(button)') === null || element.matches('[aria-disabled=true]'));
  const barred = controls.filter((element) => element.matches('[aria-disabled=true], :disabled'));
  const open_ = controls.filter((element) => !barred.includes(element)).map((element) => element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent);
  expect(open_.filter((name) => !FREE.test(name))).toEqual([]);
  expect(barred.length).toBeGreaterThan(1);
  for (const element of barred) expect(element.title === '' ? element.closest('[title]')?.getAttribute('title') : element.title).toBe('You may only listen here. Operators and admins change things.');
  for (const element of barred) {
    fireEvent.click(element);
    fireEvent.keyDown(element, { key: 'ArrowUp' });
    fireEvent.keyDown(element, { key: 'Enter' });
  }
  expect(sent).not.toHaveBeenCalled();
});

it('what a listener may not type stands as it is', () => {
  open('sinks', 'main');
  expect(screen.getByLabelText<HTMLInputElement>('Address').readOnly).toBe(true);
});
