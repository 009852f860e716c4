import { describe, expect, it } from 'vitest';
import { aRoute, aSink, aSource, aStatus } from '../../api/examples';
import type { Sink, Source } from '../../api/types';
import { applySnapshot, EMPTY } from '../../live/state';
import { EVERYTHING, linesOf, type Wish } from './lines';

const source = (name: string, volume: number, ...group_members: string[]): Source => aSource({ name, volume, ip: name === 'pc' ? '10.0.0.7' : null, tag: name, is_group: group_members.length > 0, group_members });
const sink = (name: string): Sink => aSink({ name });
const route = aRoute({ name: 'pc → hall', source: 'pc', sink: 'hall' });
const status = { hall: aStatus({ state: 'unavailable', problem: 'no way there' }) };
const live = { ...applySnapshot(EMPTY, { type: 'snapshot', seq: 1, sources: [source('tv', 0.5), source('desk', 1, 'pc'), source('pc', 2)], sinks: [sink('hall'), sink('bath')], routes: [route] }), status };

const names = (wish: Partial<Wish>, stars: string[] = []) =>
  linesOf(live, { ...EVERYTHING, ...wish }, new Set(stars), new Set(), () => true).lines.map((line) => (line.is === 'head' ? `# ${line.kind}` : line.is === 'route' ? line.route.name : `${'-'.repeat(line.depth)}${line.endpoint.object.name}`));

describe('the list', () => {
  it('has everything in the order made by hand, members below their groups', () =>
    expect(names({})).toEqual(['# sources', 'tv', 'desk', '-pc', '# sinks', 'hall', 'bath', '# routes', 'pc → hall']));
  it('finds by words of name, address and problem', () => {
    expect(names({ words: '10.0' })).toEqual(['# sources', '-pc']);
    expect(names({ words: 'way hall' })).toEqual(['# sinks', 'hall']);
  });
  it('shows one kind', () => expect(names({ shown: 'sinks' })).toEqual(['# sinks', 'hall', 'bath']));
  it('shows what is wrong and counts it', () => {
    expect(names({ wrong: true })).toEqual(['# sinks', 'hall']);
    expect(linesOf(live, EVERYTHING, new Set(), new Set(), () => true).wrong).toBe(1);
  });
  it('puts the starred first', () => expect(names({ starredFirst: true, shown: 'sources' }, ['pc'])).toEqual(['# sources', 'pc', 'tv', 'desk']));
  it('sorts by a column, either way', () => {
    expect(names({ shown: 'sources', sort: { column: 'gain', down: false } })).toEqual(['# sources', 'tv', 'desk', 'pc']);
    expect(names({ shown: 'sources', sort: { column: 'name', down: true } })).toEqual(['# sources', 'tv', 'pc', 'desk']);
  });
});
