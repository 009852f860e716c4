import type { EndpointStatus, Kind, Route, Sink, Source } from '../../api/types';
import { volumeToDb } from '../../lib/fader';
import { arrange } from '../../lib/groups';
import { factsOf, type Endpoint } from '../../lib/use-live';
import type { LiveState } from '../../live/state';

export type Shown = 'all' | Kind;
export type Column = 'name' | 'kind' | 'gain' | 'latency' | 'state';

export interface Wish {
  /** Words that all stand in a line. */
  words: string;
  shown: Shown;
  starredFirst: boolean;
  sounding: boolean;
  wrong: boolean;
  /** By hand when null. */
  sort: { column: Column; down: boolean } | null;
}

export const EVERYTHING: Wish = { words: '', shown: 'all', starredFirst: false, sounding: false, wrong: false, sort: null };

/** A line of the list: the head of a part, an endpoint or a route. */
export type Line =
  | { is: 'head'; kind: Kind }
  | { is: 'endpoint'; endpoint: Endpoint; depth: number; homeId: string | null }
  | { is: 'route'; route: Route };

export interface Found {
  lines: Line[];
  counts: Record<Kind, number>;
  wrong: number;
}

/** The lines that a person wishes to see. Members stand below their groups as long as the order is that made by hand. */
export function linesOf(live: LiveState, wish: Wish, stars: ReadonlySet<string>, folded: ReadonlySet<string>, sounds: (id: string) => boolean): Found {
  const words = wish.words.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Found = { lines: [], counts: { sources: 0, sinks: 0, routes: 0 }, wrong: 0 };
  for (const kind of ['sources', 'sinks'] as const) {
    const part = arrange<Source | Sink>(live[kind], wish.sort === null && words.length === 0 ? folded : new Set()).flatMap(({ object, depth, homeId }) => {
      const endpoint = { kind, object } as Endpoint;
      const status = live.status[object.config_id];
      const facts = factsOf(endpoint, status);
      if (facts.problem !== null) found.wrong++;
      if (wish.wrong && facts.problem === null) return [];
      if (wish.sounding && !sounds(object.config_id)) return [];
      if (!has([object.name, object.ip, (object as Source).tag, facts.kindName, facts.format, facts.problem], words)) return [];
      return [{ is: 'endpoint' as const, endpoint, depth, homeId }];
    });
    found.counts[kind] = part.length;
    put(found.lines, kind, wish, ordered(part, wish, live.status, stars));
  }
  const routes = wish.wrong || wish.sounding ? [] : live.routes.filter((route) => has([route.source, route.sink, route.name], words));
  found.counts.routes = routes.length;
  put(found.lines, 'routes', wish, routes.map((route) => ({ is: 'route', route })));
  return found;
}

const has = (texts: (string | null | undefined)[], words: readonly string[]): boolean => {
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
};

function put(lines: Line[], kind: Kind, { shown }: Wish, part: Line[]): void {
  if (part.length > 0 && (shown === 'all' || shown === kind)) lines.push({ is: 'head', kind }, ...part);
}

type EndpointLine = Extract<Line, { is: 'endpoint' }>;

function ordered(part: EndpointLine[], { sort, starredFirst }: Wish, status: Record<string, EndpointStatus>, stars: ReadonlySet<string>): EndpointLine[] {
  if (sort === null && !starredFirst) return part;
  const flat = part.map((line) => ({ ...line, depth: 0 }));
  const rank = sort && ORDERS[sort.column](status);
  return flat.sort((a, b) => {
    const byStar = starredFirst ? Number(stars.has(b.endpoint.object.config_id)) - Number(stars.has(a.endpoint.object.config_id)) : 0;
    return byStar !== 0 || !rank ? byStar : (sort.down ? -1 : 1) * compare(rank(a.endpoint), rank(b.endpoint));
  });
}

const compare = (a: string | number, b: string | number): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true }));

const ORDERS: Record<Column, (status: Record<string, EndpointStatus>) => (endpoint: Endpoint) => string | number> = {
  name: () => ({ object }) => object.name,
  kind: (status) => (endpoint) => factsOf(endpoint, status[endpoint.object.config_id]).kindName,
  gain: () => ({ object }) => volumeToDb(object.volume),
  latency: (status) => ({ object }) => status[object.config_id]?.latencyMs ?? -1,
  state: (status) => (endpoint) => {
    const facts = factsOf(endpoint, status[endpoint.object.config_id]);
    return facts.problem !== null ? 0 : facts.dead ? 1 : 2;
  },
};
