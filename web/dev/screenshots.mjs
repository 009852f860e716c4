// Pictures of every page, view and panel of a running server for the documents: `npm run screenshots`.
// An empty server is first shown as it is, then furnished (demo-house.mjs). What a server's page does not have is left out.
//   ANTIPHON_URL       http://127.0.0.1:8097, without login: ./antiphon run --api-port 8097 --tls off --auth none --demo off
//   ANTIPHON_IMAGES    docs/images
//   ANTIPHON_CHROMIUM  /usr/bin/chromium
// Words behind the command choose pictures: `npm run screenshots -- patch phone-mixer`.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { furnish, receivers } from './demo-house.mjs';
import { withPalette } from './palette-png.mjs';

const address = process.env.ANTIPHON_URL ?? 'http://127.0.0.1:8097';
const folder = process.env.ANTIPHON_IMAGES ?? fileURLToPath(new URL('../../docs/images', import.meta.url));
const chosen = process.argv.slice(2);
const SIZES = [['', { width: 1440, height: 900 }], ['phone-', { width: 390, height: 844 }]];
const MOST_KB = 120;
/** Meters, charts and curves have something to show by then. */
const SETTLED_MS = 1500;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the palette, types, takes the first line: works on every page and at every width. */
async function say(page, words) {
  await page.locator('.find-open').click();
  await page.keyboard.type(words);
  await page.locator('[role=option]').first().waitFor({ timeout: 3000 });
  await page.keyboard.press('Enter');
}
const key = (letter) => async (page) => page.keyboard.press(letter);
const panel = (words, ...keys) => async (page) => {
  await say(page, words);
  for (const letter of keys) await page.keyboard.press(letter);
  await page.locator('.panel').first().waitFor({ timeout: 3000 });
};
async function listen(page) {
  await say(page, 'listen to kitchen');
  await say(page, 'listen to turntable');
  await page.locator('.player-item').nth(1).waitFor();
  await pause(2500);
}
async function quality(page) {
  await listen(page);
  await page.locator('.codec').first().click();
}
const stopAll = async (page) => {
  if (await page.locator('.player-item').count()) await say(page, 'stop all');
};

/** Name of the picture, words behind `#`, and what is done before it is taken. */
const STATES = [
  ['patch', 'patch'],
  ['matrix', 'matrix'],
  ['mixer', 'mixer'],
  ['list', 'list'],
  ['scenes', 'scenes'],
  ['stats', 'stats', () => pause(4000)],
  ['logs', 'logs'],
  ['people', 'people'],
  ['settings', 'settings'],
  ['chain', 'patch', panel('Turntable → Kitchen')],
  ['eq', 'patch', panel('Turntable → Kitchen', 'e')],
  ['edit-source', 'patch', panel('Turntable source')],
  ['edit-sink', 'patch', panel('Living Room sink')],
  ['edit-group', 'patch', panel('Downstairs sink')],
  ['add-source', 'patch', panel('Add a source')],
  ['add-sink', 'patch', panel('Add a sink')],
  ['health', 'patch', async (page) => {
    await page.keyboard.press('h');
    await page.locator('.drawer').waitFor({ timeout: 3000 });
  }],
  ['palette', 'patch', async (page) => {
    await page.locator('.find-open').click();
    await page.keyboard.type('kitchen');
  }],
  ['keys', 'patch', key('?')],
  ['listening', 'patch', listen],
  ['quality', 'patch', quality],
];

async function open(browser, theme, viewport, path = '/site/') {
  const phone = viewport.width < 641;
  const context = await browser.newContext({ viewport, colorScheme: theme, locale: 'en-GB', ...(phone ? { hasTouch: true } : {}) });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`  the page complains: ${message.text()}`);
  });
  await page.addInitScript((wanted) => localStorage.setItem('theme', wanted), theme);
  await page.goto(address + path);
  return page;
}

async function shoot(page, name) {
  if (chosen.length > 0 && !chosen.some((word) => name.startsWith(word))) return;
  const png = withPalette(await page.screenshot());
  const kilobytes = Math.round(png.length / 1000);
  if (kilobytes > MOST_KB) console.log(`  ${name}.png has ${kilobytes} kB, more than ${MOST_KB}`);
  await writeFile(`${folder}/${name}.png`, png);
  console.log(`${name}.png ${kilobytes} kB`);
}

async function inTheme(page, theme) {
  if ((await page.evaluate(() => document.documentElement.dataset.theme)) !== theme) await page.keyboard.press('t');
}

async function state(page, hash, act) {
  await page.evaluate((words) => (location.hash = words), hash);
  await page.waitForFunction((words) => location.hash === `#${words}` && document.querySelector('[aria-busy=true]') === null, hash, { timeout: 5000 });
  if (hash !== 'patch' && (await page.evaluate(() => document.title)).startsWith('Patch')) throw new Error('there is no such page');
  await act?.(page);
  // The palette gives the focus back to its button, which is not what the picture is about.
  await page.evaluate(() => document.querySelector('.find-open:focus')?.blur());
  await pause(SETTLED_MS);
}

async function each(browser, takes) {
  for (const [prefix, viewport] of SIZES) for (const theme of ['dark', 'light']) await takes(prefix, viewport, theme);
}

async function firstRun(browser) {
  await each(browser, async (prefix, viewport, theme) => {
    const page = await open(browser, theme, viewport);
    await page.locator('.first').waitFor();
    await inTheme(page, theme);
    await pause(SETTLED_MS);
    await shoot(page, `${prefix}first-${theme}`);
    await page.context().close();
  });
}

async function login(browser) {
  await each(browser, async (prefix, viewport, theme) => {
    const page = await open(browser, theme, viewport, '/site/manifest.webmanifest');
    await page.route('**/api/session', (route) => route.fulfill({ json: { auth: 'login', signed_in: false, user: null, role: null } }));
    await page.goto(`${address}/site/`);
    await page.locator('h1').waitFor();
    await pause(SETTLED_MS);
    await shoot(page, `${prefix}login-${theme}`);
    await page.context().close();
  });
}

async function everything(browser) {
  await each(browser, async (prefix, viewport, theme) => {
    for (const [name, hash, act] of STATES) {
      const full = `${prefix}${name}-${theme}`;
      if (chosen.length > 0 && !chosen.some((word) => full.startsWith(word))) continue;
      const page = await open(browser, theme, viewport, '/site/#patch');
      await page.locator('#main[aria-busy=false]').waitFor();
      await pause(300);
      await inTheme(page, theme);
      try {
        await state(page, hash, act);
        await shoot(page, full);
        await page.keyboard.press('Escape');
        await stopAll(page);
      } catch (reason) {
        console.log(`${full} is left out: ${String(reason).split('\n')[0]}`);
      }
      await page.context().close();
    }
  });
}

await mkdir(folder, { recursive: true });
const closeReceivers = receivers();
const browser = await chromium.launch({ executablePath: process.env.ANTIPHON_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio'] });
try {
  const isEmpty = (await (await fetch(`${address}/sources`)).json()).length === 0;
  if (isEmpty) {
    await firstRun(browser);
    await furnish(address);
    await pause(2000);
  }
  await login(browser);
  await everything(browser);
} finally {
  await browser.close();
  closeReceivers();
}
