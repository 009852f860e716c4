import { describe, expect, it } from 'vitest';
import { aRoute, aSink, aSource } from '../../api/examples';
import { applySnapshot, EMPTY } from '../../live/state';
import { knownBanks, routesOfSelected } from './banks';

const route = (source: string, sink: string) => aRoute({ name: `${source}${sink}`, source, sink });
const live = applySnapshot(EMPTY, {
  type: 'snapshot', seq: 1,
  sources: [aSource({ name: 'pc' }), aSource({ name: 'tv' }), aSource({ name: 'desk', is_group: true, group_members: ['pc'] })],
  sinks: [aSink({ name: 'hall' }), aSink({ name: 'bath' })],
  routes: [route('pc', 'hall'), route('desk', 'bath'), route('tv', 'hall'), route('tv', 'bath')],
});
const names = (kind: 'sources' | 'sinks' | 'routes', id: string): string[] => routesOfSelected(live, { kind, id }).map(({ name }) => name);

describe('the routes of what is selected', () => {
  it('are those of a source and of its groups', () => expect(names('sources', 'pc')).toEqual(['pchall', 'deskbath']));
  it('are those of a sink', () => expect(names('sinks', 'hall')).toEqual(['pchall', 'tvhall']));
  it('are those of both ends of a route', () => expect(names('routes', 'tvhall')).toEqual(['pchall', 'tvhall', 'tvbath']));
  it('are none when nothing is', () => expect(routesOfSelected(live, null)).toEqual([]));
});

it('something is always shown', () => {
  expect([...knownBanks(['routes', 'doors'])]).toEqual(['routes']);
  expect([...knownBanks([])]).toEqual(['sources', 'sinks']);
});
