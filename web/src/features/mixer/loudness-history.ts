import { loudnessOf } from '../../live/loudness';
import { colours, fitCanvas, themeVersion } from '../../live/meters/canvas';
import { onReadout } from '../../live/meters/frame-loop';

const SPAN_MS = 60_000;
const FLOOR_LUFS = -60;

/** Short-term loudness of the last minute as a line, four points a second, from when it was opened on. */
export class LoudnessHistory {
  private readonly points: { atMs: number; lufs: number | undefined }[] = [];
  private readonly context: CanvasRenderingContext2D | null;
  private readonly stop: () => void;
  private theme = -1;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly id: string) {
    this.context = canvas.getContext('2d');
    this.stop = onReadout(() => this.take(performance.now()));
  }

  close(): void {
    this.stop();
  }

  private take(nowMs: number): void {
    this.points.push({ atMs: nowMs, lufs: loudnessOf(this.id)?.shortTerm });
    while ((this.points[0]?.atMs ?? nowMs) < nowMs - SPAN_MS) this.points.shift();
    if (this.context) this.draw(this.context, nowMs);
  }

  private draw(context: CanvasRenderingContext2D, nowMs: number): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (fitCanvas(this.canvas, context, width, height) || this.theme !== themeVersion()) this.theme = themeVersion();
    const colour = colours();
    context.fillStyle = colour['meter-well'];
    context.fillRect(0, 0, width, height);
    context.fillStyle = colour['meter-grid'];
    for (const lufs of [-50, -40, -30, -20, -10]) context.fillRect(0, Math.round(height * (lufs / FLOOR_LUFS)), width, 1);
    context.strokeStyle = colour['meter-lufs'];
    context.lineWidth = 1.5;
    context.beginPath();
    let drawing = false;
    for (const { atMs, lufs } of this.points) {
      if (lufs === undefined) {
        drawing = false;
        continue;
      }
      const [x, y] = [width * (1 - (nowMs - atMs) / SPAN_MS), height * Math.min(1, Math.max(0, lufs / FLOOR_LUFS))];
      if (drawing) context.lineTo(x, y);
      else context.moveTo(x, y);
      drawing = true;
    }
    context.stroke();
  }
}
