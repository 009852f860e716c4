// Builds the three things that leave this folder: the page of the server (dist), in it the player library alone
// (dist/player.js), and the page of `antiphon stream` (dist-stream), whose paths are relative.
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { checkFirstLoad } from './first-load.mjs';
import { writeIcons } from './icons.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const of = (path) => `${root}${path}`;
const target = 'es2022';

await build({ root });
await writeIcons(of('dist'));
await checkFirstLoad(of('dist'));
await build({
  root,
  configFile: false,
  publicDir: false,
  build: { target, outDir: of('dist'), emptyOutDir: false, lib: { entry: of('src/player/index.ts'), formats: ['es'], fileName: () => 'player.js' } },
});
await build({
  root,
  configFile: false,
  base: './',
  build: { target, outDir: of('dist-stream'), emptyOutDir: true, assetsInlineLimit: 2048, rollupOptions: { input: of('stream.html') } },
});
await rename(of('dist-stream/stream.html'), of('dist-stream/index.html'));
