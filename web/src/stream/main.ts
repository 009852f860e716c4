import '@fontsource-variable/inter/index.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import './stream.css';
import { dbToVolume, faderToDb, UNITY_POSITION } from '../lib/fader';
import { formatGain, withUnit } from '../lib/format';
import { locale, t, type Key } from '../lib/i18n';
import { onFrame, onReadout } from '../live/meters/frame-loop';
import { playable, Player, StereoLevels, type CodecName } from '../player';
import { chooseSource, readStatus, type StreamStatus } from './api';
import { Meters } from './meters';
import { applyTheme, toggleTheme } from './theme';
import { actOf, codecWord, figureKey, FIGURES, figures, sentence } from './words';

const LOOK_MS = 3000;

const part = (id: string): HTMLElement => document.getElementById(id) ?? document.body; // stream.html has them all
const [title, state, main, problem] = [part('title'), part('state'), part('main'), part('problem')];
const [sources, codecs] = [part('source') as HTMLSelectElement, part('codec') as HTMLSelectElement];
const [volume, volumeDb] = [part('volume') as HTMLInputElement, part('volume-db') as HTMLOutputElement];

function translate(): void {
  document.documentElement.lang = locale;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = t(element.dataset['text'] as Key);
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) element.setAttribute('aria-label', t(element.dataset['label'] as Key));
}

const ACTS = { listen: 'stream.listen', stop: 'stream.stop', now: 'link.now' } as const;

/** Everything on the page that plays: made once the server has said how it is reached. */
function play(first: StreamStatus): void {
  const player = new Player({ address: 'whep', iceServers: first.ice_servers });
  const levels = new StereoLevels();
  const meters = new Meters(part('meters'));
  const cells = new Map(FIGURES.map((name) => [name, addFigure(name)]));

  const write = (): void => {
    const now = player.state.get();
    setText(state, sentence(now, Date.now()));
    state.dataset['phase'] = now.needsPress && now.phase === 'playing' ? 'waiting' : now.phase;
    setText(main, t(ACTS[actOf(now)]));
    main.classList.toggle('q', actOf(now) === 'stop');
    for (const [name, text] of Object.entries(figures(now.stats))) setText(cells.get(name as (typeof FIGURES)[number]), text);
  };
  player.state.subscribe(write);
  player.stream.subscribe(() => levels.listenTo(player.stream.get()));
  main.addEventListener('click', () => {
    levels.resume();
    const act = actOf(player.state.get());
    if (act === 'stop') player.stop();
    else if (player.state.get().needsPress) player.resume();
    else player.start();
  });
  // Where the browser waited for a press, any one will do.
  for (const sign of ['pointerdown', 'keydown']) {
    document.addEventListener(sign, () => {
      levels.resume();
      if (player.state.get().needsPress) player.resume();
    });
  }
  codecs.addEventListener('change', () => player.setQuality({ codec: codecs.value === '' ? null : (codecs.value as CodecName), kilobitsPerSecond: null }));
  volume.addEventListener('input', () => player.setVolume(dbToVolume(writeVolume())));
  writeVolume();

  let drawnMs = performance.now();
  onFrame((nowMs) => {
    meters.follow(levels.read(), (nowMs - drawnMs) / 1000);
    drawnMs = nowMs;
  });
  onReadout(() => {
    meters.write();
    write();
  });
  player.start();
}

/** The volume's gain, which it also writes beside the slider. */
function writeVolume(): number {
  const gainDb = faderToDb((Number(volume.value) / 1000) * UNITY_POSITION);
  volumeDb.value = withUnit(formatGain(gainDb), 'dB');
  volume.setAttribute('aria-valuetext', volumeDb.value);
  return gainDb;
}

function addFigure(name: (typeof FIGURES)[number]): HTMLElement {
  const term = document.createElement('dt');
  term.textContent = t(figureKey(name));
  const figure = document.createElement('dd');
  figure.className = 'num';
  figure.id = `figure-${name}`;
  const pair = document.createElement('div');
  pair.append(term, figure);
  part('figures').append(pair);
  return figure;
}

function setText(element: HTMLElement | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function setOptions(select: HTMLSelectElement, options: [value: string, text: string][]): void {
  const now = [...select.options].map(({ value, text }) => [value, text]);
  if (JSON.stringify(now) !== JSON.stringify(options)) select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
}

function showStatus(status: StreamStatus): void {
  const name = status.sources.find(({ id }) => id === status.source)?.name ?? status.source;
  setText(title, name);
  document.title = `${name} – Antiphon`;
  setOptions(sources, status.sources.map((source) => [source.id, source.name]));
  sources.value = status.source;
  const known = status.codecs.filter((codec) => playable(codec as CodecName).length > 0);
  const [preferred = ''] = status.codecs;
  const chosen = codecs.value;
  setOptions(codecs, [['', t('stream.codecAny', { codec: codecWord(preferred) })], ...known.map((codec): [string, string] => [codec, codecWord(codec)])]);
  codecs.value = chosen;
}

function showProblem(reason: unknown): void {
  problem.textContent = reason instanceof Error ? reason.message : String(reason);
  problem.hidden = false;
}

/** The server may not be there yet, or any more: the page asks again, and others may have chosen another source. */
async function look(begun: boolean): Promise<void> {
  let plays = begun;
  try {
    if (!document.hidden) {
      const status = await readStatus();
      showStatus(status);
      if (!plays) play(status);
      plays = true;
    }
  } catch {
    if (!plays) setText(state, t('login.unreachable'));
  }
  setTimeout(() => void look(plays), LOOK_MS);
}

sources.addEventListener('change', () => {
  problem.hidden = true;
  const before = title.textContent;
  chooseSource(sources.value).then(showStatus, (reason: unknown) => {
    showProblem(reason);
    sources.value = [...sources.options].find(({ text }) => text === before)?.value ?? '';
  });
});

part('theme').addEventListener('click', toggleTheme);
applyTheme();
translate();
setText(state, t('stream.connecting'));
setText(main, t('stream.stop'));
void look(false);
