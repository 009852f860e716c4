import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError, toApiError } from './client';

describe('a refusal', () => {
  it('carries the sentence, the code, the key and the hint', () => {
    const error = toApiError(409, { error: 'old text', code: 'name_taken', message: 'There is already one called Kitchen.', key: 'name', hint: 'Choose another name.' });
    expect(error).toMatchObject({ message: 'There is already one called Kitchen.', status: 409, code: 'name_taken', key: 'name', hint: 'Choose another name.' });
  });
  it('falls back to the old key and then to the status', () => {
    expect(toApiError(500, { error: 'It broke.' }).message).toBe('It broke.');
    expect(toApiError(502, '<html>').message).toBe('The server answered 502.');
  });
});

describe('a request', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('encodes names as one path segment and sends only what changes', async () => {
    const fetch = vi.fn(() => Promise.resolve(new Response('true')));
    vi.stubGlobal('fetch', fetch);
    await api.update('sinks', 'Küche 100%', { volume: 0.5 });
    expect(fetch).toHaveBeenCalledWith('/sinks/K%C3%BCche%20100%25', expect.objectContaining({ method: 'PUT', body: '{"volume":0.5}' }));
  });

  it('that nobody answers is told apart by status 0', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    await expect(api.session()).rejects.toSatisfy((error) => error instanceof ApiError && error.status === 0);
  });
});
