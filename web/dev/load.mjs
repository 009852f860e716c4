// Measures how the views do with many sources and sinks: `node dev/load.mjs http://127.0.0.1:8080 [count]`.
// With `fill` as third word it first adds that many generators, sinks and routes to a running server (for a server of its
// own: nothing is taken away). Prints for each view how long frames last while meters run and while it scrolls.
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8080', count = '500', fill] = process.argv.slice(2);
const post = async (path, body) => {
  const answer = await globalThis.fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
};

if (fill === 'fill') {
  for (let i = 1; i <= Number(count); i++) {
    await post('/sources', { name: `Source ${i}`, tag: i % 5 === 0 ? 'noise:pink' : `tone:${200 + i}`, volume: 0.2 + (i % 8) / 10 });
    await post('/sinks', { name: `Sink ${i}`, protocol: 'web_receiver' });
    await post('/routes', { name: `Route ${i}`, source: `Source ${i}`, sink: `Sink ${((i * 7) % Number(count)) + 1}` });
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(message.text()));

/** Runs in the page: frame times over some seconds, and how much of them the main thread worked. */
const measure = async ({ seconds, scroll }) => {
  const scroller = scroll && document.querySelector(scroll);
  const gaps = [];
  let long = 0;
  const tasks = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (long += entry.duration)));
  tasks.observe({ entryTypes: ['longtask'] });
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
  tasks.disconnect();
  gaps.shift();
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
  return { fps: (gaps.length / ((performance.now() - begin) / 1000)).toFixed(1), median: at(0.5), p95: at(0.95), worst: at(1), longTasksMs: Math.round(long), nodes: document.querySelectorAll('*').length };
};

for (const [view, scroll] of [['patch', '.column.in .rows'], ['matrix', '.mx-scroll'], ['mixer', '.mixer-scroll'], ['list', '.list-scroll']]) {
  await page.goto(`${base}/site/#${view}`);
  await page.reload();
  await page.locator(scroll).waitFor();
  await page.waitForTimeout(2500);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const before = await busy();
  const still = await page.evaluate(measure, { seconds: 5, scroll: '' });
  const after = await busy();
  const moving = await page.evaluate(measure, { seconds: 3, scroll });
  const share = (key) => `${(((after[key] - before[key]) / (after.Timestamp - before.Timestamp)) * 100).toFixed(0)} %`;
  console.log(`${view.padEnd(7)} still: ${still.fps} fps, median ${still.median} ms, p95 ${still.p95}, worst ${still.worst}; main thread ${share('TaskDuration')} (script ${share('ScriptDuration')}); ${still.nodes} nodes`);
  console.log(`${''.padEnd(7)} scrolling: ${moving.fps} fps, median ${moving.median} ms, p95 ${moving.p95}, worst ${moving.worst}`);
}
await browser.close();
