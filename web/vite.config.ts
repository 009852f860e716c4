import './scripts/types.mjs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a server: a running Antiphon or `npm run dev:mock`. */
const server = process.env['ANTIPHON_URL'] ?? 'http://127.0.0.1:8099';
const proxied = ['/api', '/ws', '/sinks', '/sources', '/routes', '/equalizers', '/preferences', '/stream'];

export default defineConfig({
  base: '/site/',
  plugins: [react()],
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 2048 },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, ws: true, secure: false }])),
  },
  test: { environment: 'jsdom', testTimeout: 30_000, include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/test-setup.ts'] },
});
