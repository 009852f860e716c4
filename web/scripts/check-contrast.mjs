// Proves the colour tokens: text and edge contrast of WCAG 2.2 AA in both themes, and that meter zones and the two
// sides stay apart for eyes without one kind of cone (Machado, Oliveira, Fernandes 2009, severity 1). Part of the build.
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');

/** Hex colours of one rule of tokens.css. */
function colours(selector) {
  const start = css.indexOf(selector);
  if (start < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const body = css.slice(css.indexOf('{', start), css.indexOf('\n}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map(([, name, hex]) => [name, hex]));
}

const common = colours(':root {');
const themes = {
  dark: { ...common, ...colours(':root, [data-theme="dark"] {') },
  light: { ...common, ...colours('\n[data-theme="light"] {') },
};

const TEXT = 4.5;
const STRONG_TEXT = 7;
const EDGE = 3;
/** [foregrounds, backgrounds, least contrast] */
const pairs = [
  [['ink', 'ink-2', 'ink-3', 'in', 'out', 'talk', 'listen', 'warn', 'error'], ['ground', 'surface', 'raised'], TEXT],
  [['focus', 'lufs-mark', 'route-mid'], ['ground', 'surface', 'raised'], EDGE],
  [['ink'], ['control', 'select', 'in-soft', 'out-soft', 'error-soft'], STRONG_TEXT],
  [['ink-2'], ['control', 'select', 'in-soft', 'out-soft'], TEXT],
  [['on-act'], ['act'], STRONG_TEXT],
  [['line-strong'], ['surface'], EDGE],
  [['meter-low', 'meter-mid', 'meter-high', 'meter-clip', 'meter-hold', 'meter-lufs'], ['meter-well'], EDGE],
  ...['in', 'out', 'talk', 'listen', 'warn', 'error'].map((name) => [[name], [`${name}-soft`], TEXT]),
];
const apart = [['meter-low', 'meter-mid'], ['meter-mid', 'meter-high'], ['meter-low', 'meter-high'], ['meter-high', 'meter-clip'], ['in', 'out'], ['talk', 'listen']];
const LEAST_DISTANCE = 20;

const linear = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
const luminance = (hex) => linear(hex).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const eyes = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const times = (matrix, v) => [0, 3, 6].map((row) => matrix[row] * v[0] + matrix[row + 1] * v[1] + matrix[row + 2] * v[2]);
const clamp = (v) => Math.min(1, Math.max(0, v));
function lab(rgb) {
  const xyz = times([0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505], rgb);
  const [x, y, z] = xyz.map((v, i) => v / [0.9505, 1, 1.089][i]).map((v) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const seen = (hex, eye) => lab(times(eyes[eye], linear(hex)).map(clamp));
const distance = (a, b) => Math.hypot(...a.map((v, i) => v - b[i]));

const failures = [];
let checks = 0;
function expect(holds, sentence) {
  checks++;
  if (!holds) failures.push(sentence);
}

for (const [theme, tokens] of Object.entries(themes)) {
  for (const [fronts, backs, least] of pairs) for (const front of fronts) for (const back of backs) {
    const ratio = contrast(tokens[front], tokens[back]);
    expect(ratio >= least, `${theme}: --${front} on --${back} has ${ratio.toFixed(2)}, needs ${least}`);
  }
  for (const [a, b] of apart) for (const eye of Object.keys(eyes)) {
    const far = distance(seen(tokens[a], eye), seen(tokens[b], eye));
    expect(far >= LEAST_DISTANCE, `${theme}: --${a} and --${b} are ${far.toFixed(0)} apart for ${eye} eyes, need ${LEAST_DISTANCE}`);
  }
}

for (const failure of failures) console.error(failure);
console.log(`contrast: ${checks} checks, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
