/** Channels that a layout can hold. */
export const MATRIX_SIZE = 8;

/** Where a channel is meant to sound. */
type Place = 'L' | 'R' | 'C' | 'LFE' | 'Ls' | 'Rs' | 'Lb' | 'Rb';

/** Loudspeakers by name, in the order of the channels. */
export const ROOMS = {
  mono: ['C'],
  stereo: ['L', 'R'],
  quad: ['L', 'R', 'Ls', 'Rs'],
  '5.1': ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
  '7.1': ['L', 'R', 'C', 'LFE', 'Lb', 'Rb', 'Ls', 'Rs'],
} as const satisfies Record<string, readonly Place[]>;

export type Room = keyof typeof ROOMS;

/** What of each place goes where. */
type Mix = Partial<Record<Place, Partial<Record<Place, number>>>>;

/** Half of the power, 0.7071 in the standard's table. */
const HALF = Math.SQRT1_2;

/** What a smaller room gets of 5.1: ITU-R BS.775, table 2, of 3/2 to 1/0, 2/0 and 2/2. It leaves LFE out. */
const DOWN: Partial<Record<Room, Mix>> = {
  mono: { L: { C: HALF }, R: { C: HALF }, C: { C: 1 }, Ls: { C: 0.5 }, Rs: { C: 0.5 } },
  stereo: { L: { L: 1 }, R: { R: 1 }, C: { L: HALF, R: HALF }, Ls: { L: HALF }, Rs: { R: HALF } },
  quad: { L: { L: 1 }, R: { R: 1 }, C: { L: HALF, R: HALF }, Ls: { Ls: 1 }, Rs: { Rs: 1 } },
};

/** Two surrounds of a side become one as those of both sides do in the standard: half of the power each. */
const SEVEN_TO_FIVE: Mix = { ...same('L', 'R', 'C', 'LFE'), Ls: { Ls: HALF }, Rs: { Rs: HALF }, Lb: { Ls: HALF }, Rb: { Rs: HALF } };

/** And one becomes two. */
const FIVE_TO_SEVEN: Mix = { ...same('L', 'R', 'C', 'LFE'), Ls: { Ls: HALF, Lb: HALF }, Rs: { Rs: HALF, Rb: HALF } };

function same(...places: Place[]): Mix {
  return Object.fromEntries(places.map((place) => [place, { [place]: 1 }]));
}

/** First `one`, then `other`. */
function after(one: Mix, other: Mix): Mix {
  const both: Mix = {};
  for (const [from, gains] of Object.entries(one) as [Place, Partial<Record<Place, number>>][]) {
    const sum: Partial<Record<Place, number>> = {};
    for (const [between, gain] of Object.entries(gains) as [Place, number][]) {
      for (const [to, more] of Object.entries(other[between] ?? {}) as [Place, number][]) sum[to] = (sum[to] ?? 0) + gain * more;
    }
    both[from] = sum;
  }
  return both;
}

/** What a room with more loudspeakers gets: the centre half of each side, surrounds their side at half of the power. */
function up(from: Room, to: Room): Mix {
  if (to === '7.1') return after(from === '5.1' ? same(...ROOMS['5.1']) : up(from, '5.1'), FIVE_TO_SEVEN);
  const has = (place: Place): boolean => (ROOMS[to] as readonly Place[]).includes(place);
  if (from === 'mono') return has('C') ? same('C') : { C: { L: HALF, R: HALF } };
  const mix = same(...ROOMS[from]);
  if (has('C') && !mix.C) [mix.L, mix.R] = [{ ...mix.L, C: 0.5 }, { ...mix.R, C: 0.5 }];
  if (has('Ls') && !mix.Ls) [mix.L, mix.R] = [{ ...mix.L, Ls: HALF }, { ...mix.R, Rs: HALF }];
  return mix;
}

function mixOf(from: Room, to: Room): Mix {
  if (ROOMS[from].length < ROOMS[to].length) return up(from, to);
  const five = from === '7.1' ? SEVEN_TO_FIVE : same(...ROOMS[from]);
  return after(five, DOWN[to] ?? same(...ROOMS[to]));
}

/**
 * The matrix that brings one room to another, `[input][output]`. Mono for more than one loudspeaker sounds from left and
 * right, with half of the power each.
 */
export function mixMatrix(from: Room, to: Room, outputs: number): number[][] {
  const mix = to === 'mono' && outputs > 1 ? after(mixOf(from, 'mono'), up('mono', 'stereo')) : mixOf(from, to);
  const rows: readonly Place[] = ROOMS[from];
  const columns: readonly Place[] = to === 'mono' && outputs > 1 ? ROOMS.stereo : ROOMS[to];
  return Array.from({ length: MATRIX_SIZE }, (_, input) => Array.from({ length: MATRIX_SIZE }, (__, output) => {
    const [row, column] = [rows[input], columns[output]];
    return row === undefined || column === undefined ? 0 : (mix[row]?.[column] ?? 0);
  }));
}

/** The room that so many channels are for. */
export const roomOf = (channels: number): Room | undefined => (Object.keys(ROOMS) as Room[]).find((room) => ROOMS[room].length === channels);

/** Rooms that so many channels can be mixed to, where there are so many loudspeakers; what they are already is none. */
export function roomsFor(inputs: number, outputs: number): Room[] {
  if (roomOf(inputs) === undefined) return [];
  return (Object.keys(ROOMS) as Room[]).filter((room) => ROOMS[room].length <= outputs && ROOMS[room].length !== inputs);
}
