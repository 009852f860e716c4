import { useEffect, useRef } from 'react';
import { colours, fitCanvas } from '../../../live/meters/canvas';
import { recorded, recordedSteps, STEPS, type SeriesName } from '../../../live/record';

/** The last minutes of one figure. Drawn with each new value, outside React. */
export function Chart({ name, least, label }: { name: SeriesName; least: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = (): void => paint(element, name, least);
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const stop = recordedSteps.subscribe(draw);
    return () => {
      sizes.disconnect();
      theme.disconnect();
      stop();
    };
  }, [name, least]);
  return <canvas className="chart" ref={canvas} role="img" aria-label={label} />;
}

const TOP = 3;

function paint(canvas: HTMLCanvasElement, name: SeriesName, least: number): void {
  const context = canvas.getContext('2d');
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!context || width === 0) return;
  fitCanvas(canvas, context, width, height);
  context.clearRect(0, 0, width, height);
  const { ink, 'line-strong': edge } = colours();
  let most = least;
  for (let ago = 0; ago < STEPS; ago++) most = Math.max(most, recorded(name, ago) || 0);
  const x = (ago: number): number => width - 1 - (ago * (width - 1)) / (STEPS - 1);
  const y = (value: number): number => height - 1 - (value / most) * (height - 1 - TOP);
  context.fillStyle = edge;
  context.globalAlpha = 0.5;
  context.fillRect(0, height - 1, width, 1);
  context.globalAlpha = 1;
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  for (const [from, to] of runs(name)) {
    context.beginPath();
    for (let ago = from; ago >= to; ago--) context.lineTo(x(ago), y(recorded(name, ago)));
    context.stroke();
    context.lineTo(x(to), height);
    context.lineTo(x(from), height);
    context.globalAlpha = 0.1;
    context.fill();
    context.globalAlpha = 1;
  }
}

/** Stretches without a gap, each from its oldest to its newest step. */
function runs(name: SeriesName): [number, number][] {
  const found: [number, number][] = [];
  let oldest = -1;
  for (let ago = STEPS - 1; ago >= -1; ago--) {
    const known = ago >= 0 && !Number.isNaN(recorded(name, ago));
    if (known && oldest < 0) oldest = ago;
    if (!known && oldest >= 0) {
      found.push([oldest, ago + 1]);
      oldest = -1;
    }
  }
  return found;
}
