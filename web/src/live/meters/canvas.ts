/** Canvas sizes and theme colours for everything that is drawn. */

const MAX_PIXEL_RATIO = 2;
const NAMES = ['meter-well', 'meter-grid', 'meter-lufs', 'lufs-mark', 'meter-low', 'meter-mid', 'meter-high', 'meter-hold', 'in', 'out', 'route-mid', 'ink', 'ink-3', 'ground', 'select', 'line-strong'] as const;
export type ColourName = (typeof NAMES)[number];

let cached: Record<ColourName, string> | null = null;
let version = 0;

/** Grows with each change of theme, so that drawers know when to repaint everything. */
export const themeVersion = (): number => version;

export function themeChanged(): void {
  cached = null;
  version++;
}

export function colours(): Record<ColourName, string> {
  if (!cached) {
    const style = getComputedStyle(document.documentElement);
    cached = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Record<ColourName, string>;
  }
  return cached;
}

/** Fits the bitmap to `width` × `height` CSS pixels. True when it had to change, which also emptied it. */
export function fitCanvas(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): boolean {
  const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio);
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width === columns && canvas.height === rows) return false;
  canvas.width = columns;
  canvas.height = rows;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return true;
}
