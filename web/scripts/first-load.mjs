// What a browser fetches before the page can be used: the document, and the scripts, styles and fonts that it names or
// that those name. More than the limit fails the build.
import { readFile, readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 350;

/** Modules that a script imports at once, not those that it loads when a page is opened. */
const importsOf = (script) => [...script.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^'"();]*from\s*)?["']\.?\/?([\w.-]+\.js)["']/g)].map(([, name]) => name);

export async function checkFirstLoad(dist) {
  const html = await readFile(`${dist}/index.html`);
  const named = [...html.toString().matchAll(/(?:src|href)="\/site\/assets\/([^"]+)"/g)].map(([, name]) => name);
  const wanted = new Map();
  while (named.length > 0) {
    const name = named.pop();
    if (wanted.has(name)) continue;
    const bytes = await readFile(`${dist}/assets/${name}`);
    wanted.set(name, name.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length);
    if (name.endsWith('.js')) named.push(...importsOf(bytes.toString()));
  }
  // Of the fonts a page in a western language fetches one.
  const font = (await readdir(`${dist}/assets`)).find((name) => /latin-wght-normal.*woff2$/.test(name) && !/ext/.test(name));
  if (font !== undefined) wanted.set(font, (await readFile(`${dist}/assets/${font}`)).length);
  const total = (gzipSync(html).length + [...wanted.values()].reduce((sum, size) => sum + size, 0)) / 1000;
  console.log(`first load: ${total.toFixed(0)} kB gzipped of at most ${LIMIT_KB} (${[...wanted].map(([name, size]) => `${name} ${(size / 1000).toFixed(0)}`).join(', ')})`);
  if (total > LIMIT_KB) throw new Error(`the first load is ${total.toFixed(0)} kB, more than ${LIMIT_KB} kB: load a page when it is opened (React.lazy in src/app/places.ts)`);
}
