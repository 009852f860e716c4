// A screenshot with at most 256 colours: a third of the bytes, and nobody sees it in a user interface. Reads what
// Chromium writes (8 bits a channel, no interlace), writes a PNG with a palette.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const MOST_COLOURS = 256;

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

const paeth = (a, b, c) => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Undoes the five filters of PNG (RFC 2083, section 6) in place. */
function unfilter(bytes, width, height, size) {
  const stride = width * size;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const a = x >= size ? out[y * stride + x - size] : 0;
      const b = y > 0 ? out[(y - 1) * stride + x] : 0;
      const c = x >= size && y > 0 ? out[(y - 1) * stride + x - size] : 0;
      const by = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
      out[y * stride + x] = bytes[y * (stride + 1) + 1 + x] + by;
    }
  }
  return out;
}

/** The commonest colours, no two of them closer than eyes tell while there are others to choose from. */
function paletteOf(counts) {
  const ranked = [...counts.entries()].sort((one, other) => other[1] - one[1]);
  const chosen = [];
  for (const closest of [24, 12, 6, 3, 1]) {
    for (const [colour] of ranked) {
      if (chosen.length === MOST_COLOURS) return chosen;
      if (chosen.every((other) => distance(colour, other) >= closest)) chosen.push(colour);
    }
  }
  return chosen;
}

const distance = (one, other) => Math.abs((one >> 16) - (other >> 16)) + Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) + Math.abs((one & 255) - (other & 255));

function nearest(colour, palette) {
  let best = 0;
  for (let at = 1; at < palette.length; at++) if (distance(colour, palette[at]) < distance(colour, palette[best])) best = at;
  return best;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

export function withPalette(png) {
  const chunks = chunksOf(png);
  const head = Buffer.from(chunks[0].data);
  const [width, height, size] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((each) => each.data)));
  const pixels = unfilter(data, width, height, size);
  const counts = new Map();
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at++) {
    const colour = (pixels[at * size] << 16) | (pixels[at * size + 1] << 8) | pixels[at * size + 2];
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(counts);
  const indices = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indices.get(colours[y * width + x]);
  head.set([8, 3, 0, 0, 0], 8);
  const colourBytes = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', colourBytes), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
