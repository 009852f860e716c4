/** A point of a law: x grows from point to point, so does y. */
export type Point = readonly [x: number, y: number];

/** Straight lines between points, held at both ends. */
export function interpolate(points: readonly Point[], x: number): number {
  let [x0, y0] = points[0] ?? [0, 0];
  if (x <= x0) return y0;
  for (const [x1, y1] of points) {
    if (x <= x1) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

export const mirrored = (points: readonly Point[]): Point[] => points.map(([x, y]) => [y, x]);
