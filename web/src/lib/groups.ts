/** What has a place in a list and may be a group of others, by name. */
export interface Groupable {
  name: string;
  config_id: string;
  is_group: boolean;
  group_members: string[];
}

/** Who is in which group, of one list. */
export interface Groups<T extends Groupable> {
  byName: ReadonlyMap<string, T>;
  /** A thing itself, or all that a group holds, however deep. */
  leavesOf: (name: string) => readonly T[];
  /** A thing and all groups that hold it, the nearest first. */
  upFrom: (name: string) => readonly string[];
  /** The group under which it stands: the first that holds it. */
  homeOf: (name: string) => T | undefined;
}

const known = new WeakMap<readonly Groupable[], Groups<Groupable>>();

/** The groups of a list; computed once for each list. */
export function groupsOf<T extends Groupable>(list: readonly T[]): Groups<T> {
  let groups = known.get(list) as Groups<T> | undefined;
  if (!groups) {
    groups = makeGroups(list);
    known.set(list, groups);
  }
  return groups;
}

function makeGroups<T extends Groupable>(list: readonly T[]): Groups<T> {
  const byName = new Map(list.map((object) => [object.name, object]));
  const holders = new Map<string, T[]>();
  for (const group of list) {
    if (!group.is_group) continue;
    for (const member of group.group_members) holders.set(member, [...(holders.get(member) ?? []), group]);
  }
  const leavesOf = (name: string, seen = new Set<string>()): T[] => {
    const object = byName.get(name);
    if (!object || seen.has(name)) return [];
    seen.add(name);
    return object.is_group ? object.group_members.flatMap((member) => leavesOf(member, seen)) : [object];
  };
  const upFrom = (name: string): string[] => {
    const up = [name];
    for (const each of up) for (const group of holders.get(each) ?? []) if (!up.includes(group.name)) up.push(group.name);
    return up;
  };
  return { byName, leavesOf: (name) => leavesOf(name), upFrom, homeOf: (name) => holders.get(name)?.[0] };
}

/** Whose levels are shown for it: its own, or those of all that a group holds. */
export function levelIdsOf<T extends Groupable>(object: T, list: readonly T[]): string | readonly string[] {
  return object.is_group ? groupsOf(list).leavesOf(object.name).map(({ config_id }) => config_id) : object.config_id;
}

/** One line of a list in which members stand below their group. */
export interface Line<T extends Groupable> {
  object: T;
  /** 0 for what stands in no group. */
  depth: number;
  /** `config_id` of the group under which it stands. */
  homeId: string | null;
}

/** Members stand below the first group that holds them, in the order of the list; those of a folded group are left out. */
export function arrange<T extends Groupable>(list: readonly T[], folded: ReadonlySet<string>): Line<T>[] {
  const { homeOf } = groupsOf(list);
  const below = new Map<string | null, T[]>();
  for (const object of list) {
    const home = homeOf(object.name)?.config_id ?? null;
    const others = below.get(home);
    if (others) others.push(object);
    else below.set(home, [object]);
  }
  const lines: Line<T>[] = [];
  const put = (homeId: string | null, depth: number): void => {
    for (const object of below.get(homeId) ?? []) {
      lines.push({ object, depth, homeId });
      if (object.is_group && !folded.has(object.config_id)) put(object.config_id, depth + 1);
    }
  };
  put(null, 0);
  return lines;
}

/**
 * Place in the list, after it was taken out, at which a thing is dropped before another one; before none is the end. Who
 * stands in another group is passed over to the head of that group.
 */
export function placeBefore(list: readonly Groupable[], movedId: string, beforeId: string | null): number {
  const without = list.filter((object) => object.config_id !== movedId);
  const index = without.findIndex((object) => object.config_id === beforeId);
  return index < 0 ? without.length : index;
}
