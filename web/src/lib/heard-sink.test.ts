import { expect, it } from 'vitest';
import { aSink } from '../api/examples';
import { heardSink } from './heard-sink';

it('a group is heard in its first sink that is switched on, also through groups', () => {
  const sinks = [
    aSink({ name: 'House', is_group: true, group_members: ['Down', 'Bath'] }), aSink({ name: 'Down', is_group: true, group_members: ['Kitchen', 'Hall'] }),
    aSink({ name: 'Bath' }), aSink({ name: 'Hall' }), aSink({ name: 'Kitchen', enabled: false }), aSink({ name: 'Empty', is_group: true }),
  ];
  expect(heardSink(sinks, 'House')?.name).toBe('Hall');
  expect(heardSink(sinks, 'Bath')?.name).toBe('Bath');
  expect(heardSink(sinks, 'Empty')).toBeUndefined();
});
