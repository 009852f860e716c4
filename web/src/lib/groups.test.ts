import { describe, expect, it } from 'vitest';
import { arrange, groupsOf, placeBefore } from './groups';

const one = (name: string, ...group_members: string[]) => ({ name, config_id: `${name}-id`, is_group: group_members.length > 0, group_members });
const list = [one('tv'), one('pc'), one('desk', 'laptop', 'pc'), one('laptop'), one('all', 'desk', 'tv')];
const names = (folded: string[] = []) => arrange(list, new Set(folded)).map(({ object, depth }) => `${'  '.repeat(depth)}${object.name}`);

describe('groups', () => {
  it('hold leaves however deep, each once', () => expect(groupsOf(list).leavesOf('all').map(({ name }) => name)).toEqual(['laptop', 'pc', 'tv']));
  it('are found upwards, the nearest first', () => expect(groupsOf(list).upFrom('pc')).toEqual(['pc', 'desk', 'all']));
  it('stand above their members, which keep the order of the list', () => expect(names()).toEqual(['all', '  tv', '  desk', '    pc', '    laptop']));
  it('hide their members when folded', () => expect(names(['desk-id'])).toEqual(['all', '  tv', '  desk']));
  it('of themselves end', () => expect(groupsOf([one('a', 'b'), one('b', 'a')]).leavesOf('a')).toEqual([]));
});

describe('a drop', () => {
  it('counts places without what is moved', () => {
    expect(placeBefore(list, 'tv-id', 'laptop-id')).toBe(2);
    expect(placeBefore(list, 'laptop-id', 'tv-id')).toBe(0);
    expect(placeBefore(list, 'tv-id', null)).toBe(4);
  });
});
