import { describe, expect, it } from 'vitest';
import { aRoute, aSink, aSource } from '../../api/examples';
import type { Route, Sink, Source } from '../../api/types';
import { applySnapshot, EMPTY } from '../../live/state';
import { crossingsOf } from './paths';

const source = (name: string, ...group_members: string[]): Source => aSource({ name, is_group: group_members.length > 0, group_members });
const sink = (name: string, ...group_members: string[]): Sink => aSink({ name, is_group: group_members.length > 0, group_members });
const route = (from: string, to: string, volume = 1, enabled = true): Route => aRoute({ name: `${from} ${to}`, config_id: `${from}-${to}`, enabled, volume, source: from, sink: to });

const live = applySnapshot(EMPTY, {
  type: 'snapshot', seq: 1,
  sources: [source('pc'), source('tv'), source('desk', 'pc')],
  sinks: [sink('hall'), sink('bath'), sink('house', 'hall')],
  routes: [route('desk', 'house', 0.5), route('pc', 'bath', 1, false), route('tv', 'hall')],
});
const of = crossingsOf(live);

describe('a crossing', () => {
  it('is empty where no route goes', () => expect(of('tv', 'bath').is).toBe('empty'));
  it('is the route of the two', () => expect(of('tv', 'hall')).toMatchObject({ is: 'route', path: { route: { config_id: 'tv-hall' }, off: false } }));
  it('is given by the groups of both', () => expect(of('pc', 'hall')).toMatchObject({ is: 'given', path: { route: { config_id: 'desk-house' }, levelIds: ['pc'] } }));
  it('tells a route that is switched off', () => expect(of('pc', 'bath')).toMatchObject({ is: 'route', path: { off: true } }));
  it('has the gains of route and groups', () => {
    const crossing = of('desk', 'house');
    expect(crossing.is === 'empty' ? 0 : crossing.path.gainDb).toBeCloseTo(-6.02, 2);
  });
});
