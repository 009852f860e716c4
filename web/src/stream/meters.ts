import { formatLevel } from '../lib/format';
import { t } from '../lib/i18n';
import { deflection, HOT_DB, ZONES } from '../live/meters/scale';
import type { EarLevel } from '../player';
import { Needle } from './needle';

const SVG = 'http://www.w3.org/2000/svg';
const TICKS_DB = [0, -6, -12, -18, -24, -30, -40, -50, -60];
/** Left out where there is little room. */
const FINE_TICKS_DB = [-24, -50];

const percent = (part: number): string => `${(100 * part).toFixed(2)}%`;
const minus = (db: number): string => String(db).replace('-', '\u2212');

function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string>, ...children: SVGElement[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function html<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** The bars of all zones; how much of them is seen is the width of the returned clip. */
function bars(id: string, className: string): { group: SVGGElement; clip: SVGRectElement } {
  const clip = svg('rect', { x: '0', y: '0', width: '0%', height: '100%' });
  const zones = ZONES.map(({ name, fromDb, toDb }) =>
    svg('rect', { class: `zone-${name}`, x: percent(deflection(fromDb)), y: '0', width: percent(deflection(toDb) - deflection(fromDb)), height: '100%' }));
  const group = svg('g', { class: className, 'clip-path': `url(#${id})` }, svg('clipPath', { id }, clip), ...zones);
  return { group, clip };
}

/** One ear: its letter, the bar in SVG, the clip light, the held peak as a figure. */
class Lane {
  readonly needle = new Needle();
  readonly elements: HTMLElement[];
  private readonly peak: SVGRectElement;
  private readonly rms: SVGRectElement;
  private readonly hold: SVGRectElement;
  private readonly light: HTMLButtonElement;
  private readonly figure: HTMLElement;

  constructor(ear: 'left' | 'right') {
    const peak = bars(`peak-${ear}`, 'peak');
    const rms = bars(`rms-${ear}`, 'rms');
    this.peak = peak.clip;
    this.rms = rms.clip;
    this.hold = svg('rect', { class: 'hold', x: '0%', y: '0', width: '2', height: '100%', transform: 'translate(-2 0)' });
    // A gap at each border tells the zones apart without colour.
    const gaps = ZONES.slice(1).map(({ fromDb }) => svg('rect', { class: 'gap', x: percent(deflection(fromDb)), y: '0', width: '1', height: '100%' }));
    const bar = svg('svg', { class: 'bar', role: 'img', 'aria-label': t(`stream.${ear}`) }, peak.group, rms.group, ...gaps, this.hold);
    this.light = html('button', 'light');
    this.light.type = 'button';
    this.light.setAttribute('aria-label', t('stream.clipped', { ear: t(`stream.${ear}`) }));
    this.light.addEventListener('click', () => (this.needle.clipped = false));
    this.figure = html('output', 'num level');
    this.figure.setAttribute('aria-live', 'off');
    this.figure.id = `level-${ear}`;
    const letter = html('span', 'ear', t(`stream.${ear}Letter`));
    letter.setAttribute('aria-hidden', 'true');
    this.elements = [letter, html('div', 'well'), this.light, this.figure];
    this.elements[1]?.append(bar);
  }

  draw(): void {
    const { peakDb, rmsDb, holdDb, clipped } = this.needle;
    this.peak.setAttribute('width', percent(deflection(peakDb)));
    this.rms.setAttribute('width', percent(deflection(rmsDb)));
    const hold = deflection(holdDb);
    this.hold.setAttribute('x', percent(hold));
    this.hold.setAttribute('class', holdDb > HOT_DB ? 'hold hot' : 'hold');
    this.hold.setAttribute('visibility', hold > 0 ? 'visible' : 'hidden');
    this.light.classList.toggle('on', clipped);
    this.light.disabled = !clipped;
  }

  write(): void {
    this.figure.textContent = formatLevel(this.needle.rmsDb);
    this.figure.dataset['db'] = this.needle.rmsDb.toFixed(2);
  }
}

function scale(): HTMLElement {
  const ticks = TICKS_DB.map((db) => {
    const tick = html('span', FINE_TICKS_DB.includes(db) ? 'fine' : '', minus(db));
    tick.style.left = percent(deflection(db));
    return tick;
  });
  const element = html('div', 'scale num', ...ticks);
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** The loudness meters of both ears. */
export class Meters {
  private readonly lanes = [new Lane('left'), new Lane('right')] as const;

  constructor(place: HTMLElement) {
    const unit = html('span', 'fact unit', 'dBFS');
    place.append(...this.lanes[0].elements, ...this.lanes[1].elements, scale(), unit);
    this.write();
  }

  follow(levels: readonly [EarLevel, EarLevel], seconds: number): void {
    this.lanes.forEach((lane, ear) => {
      const level = levels[ear];
      if (level) lane.needle.follow(level, seconds);
      lane.draw();
    });
  }

  /** The figures; to be called a few times a second, so that they can be read. */
  write(): void {
    for (const lane of this.lanes) lane.write();
  }
}
