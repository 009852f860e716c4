// Measures how the views do with many sources and sinks: `node dev/load.mjs http://127.0.0.1:8080 [count]`.
// With `fill` as third word it first adds that many generators, sinks and routes to a running server (for a server of its
// own: nothing is taken away). Prints for each view how long frames last while meters run and while it scrolls, and what
// the main thread spends on a frame; before and after that the same for a page with nothing in it, which is what the
// machine can show at all. `VIEWS=list,patch` measures these alone, `PROFILE=1` names the functions that cost the most.
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8080', count = '500', fill] = process.argv.slice(2);
const post = async (path, body) => {
  const answer = await globalThis.fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
};

if (fill === 'fill') {
  const each = (made) => Array.from({ length: Number(count) }, (_, index) => made(index + 1));
  await post('/api/changes', { changes: each((i) => ({ kind: 'sources', add: { name: `Source ${i}`, tag: i % 5 === 0 ? 'noise:pink' : `tone:${200 + i}`, volume: 0.2 + (i % 8) / 10 } })) });
  await post('/api/changes', { changes: each((i) => ({ kind: 'sinks', add: { name: `Sink ${i}`, protocol: 'web_receiver' } })) });
  await post('/api/changes', { changes: each((i) => ({ kind: 'routes', add: { name: `Route ${i}`, source: `Source ${i}`, sink: `Sink ${((i * 7) % Number(count)) + 1}` } })) });
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(message.text()));
const session = await page.context().newCDPSession(page);
// What the main thread worked, not what it waited for other programs.
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
const metrics = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));

/** Runs in the page: frame times over some seconds. */
const frames = async ({ seconds, scroll }) => {
  const scroller = scroll && document.querySelector(scroll);
  const gaps = [];
  const begin = performance.now();
  await new Promise((resolve) => {
    let last = begin;
    const turn = (now) => {
      gaps.push(now - last);
      last = now;
      if (scroller) {
        scroller.scrollTop += 24;
        scroller.scrollLeft += 24;
      }
      if (now - begin > seconds * 1000) resolve();
      else requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  });
  gaps.shift();
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
  return { count: gaps.length, fps: (gaps.length / ((performance.now() - begin) / 1000)).toFixed(1), median: at(0.5), p95: at(0.95), worst: at(1), nodes: document.querySelectorAll('*').length };
};

async function measure(title, seconds, scroll = '') {
  const before = await metrics();
  if (process.env.PROFILE) await startProfile();
  const found = await page.evaluate(frames, { seconds, scroll });
  if (process.env.PROFILE) await tellProfile();
  const after = await metrics();
  const each = (key) => (((after[key] - before[key]) * 1000) / found.count).toFixed(1);
  console.log(`${title.padEnd(18)} ${found.fps} fps, median ${found.median} ms, p95 ${found.p95}, worst ${found.worst}; a frame costs ${each('TaskDuration')} ms: script ${each('ScriptDuration')}, style ${each('RecalcStyleDuration')}, layout ${each('LayoutDuration')}; ${found.nodes} nodes; load ${loadavg()[0].toFixed(1)}`);
}

async function startProfile() {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
}

async function tellProfile() {
  const { profile } = await session.send('Profiler.stop');
  const own = new Map();
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName || '(no name)'} ${callFrame.url.split('/').pop()}:${callFrame.lineNumber + 1}:${callFrame.columnNumber}`]));
  profile.samples.forEach((id, at) => own.set(names.get(id), (own.get(names.get(id)) ?? 0) + profile.timeDeltas[at] / 1000));
  for (const [name, ms] of [...own].sort((a, b) => b[1] - a[1]).slice(0, 14)) console.log(`    ${ms.toFixed(0).padStart(6)} ms ${name}`);
}

const VIEWS = { patch: '.column.in .rows', matrix: '.mx-scroll', mixer: '.mixer-scroll', list: '.list-scroll' };
await page.goto('about:blank');
await measure('nothing', 3);
for (const view of process.env.VIEWS?.split(',') ?? Object.keys(VIEWS)) {
  await page.goto(`${base}/site/#${view}`);
  await page.reload();
  await page.locator(VIEWS[view]).waitFor();
  await page.waitForTimeout(2500);
  await measure(`${view} still`, 5);
  await measure(`${view} scrolling`, 3, VIEWS[view]);
}
await page.goto('about:blank');
await measure('nothing', 3);
await browser.close();
