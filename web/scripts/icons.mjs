// Draws the mark as PNG in the sizes that systems want for an app on the home screen. The mark is four bars of
// src/app/Mark.tsx, so a few lines draw it; the rounding is by the distance to each bar's middle line.
import { writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

const GROUND = [21, 23, 25];
const IN = [124, 184, 238];
const OUT = [236, 174, 98];
/** Middle, half length and colour in a square of 24, with the margin that masks cut off. */
const BARS = [[7.8, 4.8, IN], [10.5, 2.7, IN], [13.5, 2.7, OUT], [16.2, 4.8, OUT]];
const HALF_WIDTH = 0.72;

const mixed = (under, over, share) => under.map((value, at) => Math.round(value + (over[at] - value) * share));

function pixel(x, y, unit) {
  let colour = GROUND;
  for (const [middle, half, own] of BARS) {
    const beyond = Math.max(0, Math.abs(y - 12) - half);
    const distance = Math.hypot(x - middle, beyond);
    colour = mixed(colour, own, Math.max(0, Math.min(1, (HALF_WIDTH - distance) / unit + 0.5)));
  }
  return colour;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function png(size) {
  const unit = 24 / size;
  const rows = Buffer.alloc(size * (1 + 3 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rows.set(pixel((x + 0.5) * unit, (y + 0.5) * unit, unit), y * (1 + 3 * size) + 1 + 3 * x);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

export async function writeIcons(folder) {
  for (const size of [180, 192, 512]) await writeFile(`${folder}/icon-${size}.png`, png(size));
}
