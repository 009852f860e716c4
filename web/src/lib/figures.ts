import type { Json } from '../api/office';

/** Reading figures whose shape the server may extend: what is not there is 0, empty or null. */
export const numberIn = (from: unknown, ...path: string[]): number => {
  const found = valueIn(from, ...path);
  return typeof found === 'number' ? found : 0;
};

export const maybeNumber = (from: unknown, ...path: string[]): number | null => {
  const found = valueIn(from, ...path);
  return typeof found === 'number' ? found : null;
};

export const textIn = (from: unknown, ...path: string[]): string => {
  const found = valueIn(from, ...path);
  return typeof found === 'string' ? found : '';
};

export function valueIn(from: unknown, ...path: string[]): unknown {
  let here: unknown = from;
  for (const key of path) here = typeof here === 'object' && here !== null ? (here as Json)[key] : undefined;
  return here;
}

export const listIn = (from: unknown, ...path: string[]): Json[] => {
  const found = valueIn(from, ...path);
  return Array.isArray(found) ? (found as Json[]) : [];
};

export const entriesIn = (from: unknown, ...path: string[]): [string, Json][] => {
  const found = valueIn(from, ...path);
  return typeof found === 'object' && found !== null ? (Object.entries(found) as [string, Json][]) : [];
};
