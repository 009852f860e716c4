import { colours } from './canvas';
import type { Drawn } from './levels';
import { deflection, HOT_DB, ZONES } from './scale';

/** How meters are drawn. Pixels are those of CSS. */

export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

const LANE_GAP = 2;
const ZONE_GAP = 1;
const HOLD_WIDTH = 2;
const PEAK_ALPHA = 0.55;

/** Above the lanes of a strip is the place of the clip lamp. */
export const LAMP_HEIGHT = 8;
const NOTCH = 6;
const MOST_LANES = 8;
/** Levels at which a line crosses the lanes of a strip. */
const LINES_DB = [-6, -18, -30, -40, -50];

/** Where peak, RMS and hold of each lane end. */
export function endsOf(lanes: readonly Drawn[], length: number): number[] {
  const ends = lanes.flatMap(({ peakDb, rmsDb, holdDb }) => [deflection(peakDb) * length, deflection(rmsDb) * length, deflection(holdDb) * length]);
  return ends.length > 0 ? ends : [0];
}

export const stripEnds = (lanes: readonly Drawn[], lufs: number | undefined, place: Place): number[] =>
  [...endsOf(lanes, place.height - LAMP_HEIGHT), lufs === undefined ? -1 : deflection(lufs) * place.height];

export function drawRow(context: CanvasRenderingContext2D, lanes: readonly Drawn[], place: Place): void {
  const count = Math.max(1, lanes.length);
  const height = (place.height - LANE_GAP * (count - 1)) / count;
  context.globalAlpha = 1;
  context.fillStyle = colours()['meter-well'];
  context.fillRect(place.left, place.top, place.width, place.height);
  lanes.forEach((lane, i) => {
    const top = place.top + i * (height + LANE_GAP);
    drawLane(lane, place.width, (from, to, fill, alpha) => {
      context.globalAlpha = alpha;
      context.fillStyle = fill;
      context.fillRect(place.left + from, top, to - from, height);
    });
  });
  context.globalAlpha = 1;
}

/** A strip's meter stands: lamps of clips above, lanes, and a notch at the side for loudness. */
export function drawStrip(context: CanvasRenderingContext2D, lanes: readonly Drawn[], lufs: number | undefined, place: Place): void {
  const count = Math.min(MOST_LANES, Math.max(1, lanes.length));
  const gap = count > 2 ? 1 : LANE_GAP;
  const room = place.width - NOTCH;
  const width = Math.max(1, Math.floor((room - gap * (count - 1)) / count));
  const whole = count * (width + gap) - gap;
  const { left, top } = place;
  const length = place.height - LAMP_HEIGHT;
  const bottom = top + place.height;
  const colour = colours();
  context.globalAlpha = 1;
  context.clearRect(left, top - NOTCH, place.width, place.height + 2 * NOTCH);
  context.fillStyle = colour['meter-well'];
  context.fillRect(left, top, whole, place.height);
  for (let i = 0; i < count; i++) {
    context.fillStyle = colour['meter-grid'];
    context.fillRect(left + i * (width + gap), top + 1, width, LAMP_HEIGHT - 3);
    const lane = lanes[i];
    if (!lane) continue;
    drawLane(lane, length, (from, to, fill, alpha) => {
      context.globalAlpha = alpha;
      context.fillStyle = fill;
      context.fillRect(left + i * (width + gap), bottom - to, width, to - from);
    });
  }
  context.globalAlpha = 1;
  context.fillStyle = colour['meter-well'];
  for (const lineDb of LINES_DB) context.fillRect(left, Math.round(bottom - deflection(lineDb) * length), whole, 1);
  if (lufs !== undefined) drawNotch(context, left + whole + 1, bottom - deflection(lufs) * length, colour['lufs-mark']);
}

function drawNotch(context: CanvasRenderingContext2D, x: number, y: number, fill: string): void {
  context.fillStyle = fill;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + NOTCH - 1, y - 4);
  context.lineTo(x + NOTCH - 1, y + 4);
  context.fill();
}

function drawLane(lane: Drawn, length: number, bar: (from: number, to: number, fill: string, alpha: number) => void): void {
  const colour = colours();
  const part = (from: number, to: number, fill: string, alpha: number): void => {
    if (to > from) bar(from, to, fill, alpha);
  };
  for (const zone of ZONES) {
    const from = deflection(zone.fromDb) * length + (zone.name === 'low' ? 0 : ZONE_GAP);
    const fill = colour[`meter-${zone.name}`];
    part(from, Math.min(deflection(zone.toDb), deflection(lane.peakDb)) * length, fill, PEAK_ALPHA);
    part(from, Math.min(deflection(zone.toDb), deflection(lane.rmsDb)) * length, fill, 1);
  }
  const hold = deflection(lane.holdDb) * length;
  if (hold > HOLD_WIDTH) bar(hold - HOLD_WIDTH, hold, lane.holdDb > HOT_DB ? colour['meter-high'] : colour['meter-hold'], 1);
}
