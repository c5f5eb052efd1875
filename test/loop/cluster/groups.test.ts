import { describe, expect, it } from 'vitest';
import { type Group, Groups } from '../../../src/loop/cluster/groups.ts';

/** Items in groups as told, the first of each pinned. */
function groupsOf(...members: number[][]): Groups {
  const groups = new Groups();
  for (const [first = 0, ...others] of members) {
    groups.found(first, first);
    for (const other of others) {
      groups.found(other, other);
      groups.merge(at(groups, first), at(groups, other));
    }
    at(groups, first).pinned = first;
  }
  return groups;
}

function at(groups: Groups, itemId: number): Group {
  const group = groups.ofItem(itemId);
  if (group === undefined) throw new Error(`${itemId} is in no group`);
  return group;
}

const shown = (groups: Groups) =>
  groups.all().map(({ id, members, pinned }) => ({ id, members: [...members].sort(), pinned }));

describe('groups of items', () => {
  it('that become one keep the older id and its pin, and the newer id leads there', () => {
    const groups = groupsOf([1, 2], [5, 6]);
    groups.merge(at(groups, 6), at(groups, 2));
    expect(shown(groups)).toEqual([{ id: 1, members: [1, 2, 5, 6], pinned: 1 }]);
    expect(groups.byId(5)).toBe(groups.byId(1));
    // It was an id once, before 6 came to 5.
    expect(groups.byId(6)).toBe(groups.byId(1));
  });

  it('take the pin of the newer one where they have none', () => {
    const groups = groupsOf([1, 2], [5]);
    at(groups, 1).pinned = null;
    groups.merge(at(groups, 1), at(groups, 5));
    expect(at(groups, 1).pinned).toBe(5);
  });

  it('keep their id when one goes, which is pinned no more', () => {
    const groups = groupsOf([1, 2, 3]);
    groups.leave(9, 1, at(groups, 1));
    expect(shown(groups)).toEqual([
      { id: 1, members: [2, 3], pinned: null },
      { id: 9, members: [1], pinned: null },
    ]);
  });

  it('let an item over to another', () => {
    const groups = groupsOf([1, 2], [5, 6]);
    groups.move(2, at(groups, 2), at(groups, 5));
    expect(shown(groups)).toEqual([
      { id: 1, members: [1], pinned: 1 },
      { id: 5, members: [2, 5, 6], pinned: 5 },
    ]);
  });

  it('are one with the other when the last goes over, under the older id', () => {
    const groups = groupsOf([1], [5, 6]);
    groups.move(1, at(groups, 1), at(groups, 5));
    expect(shown(groups)).toEqual([{ id: 1, members: [1, 5, 6], pinned: 5 }]);
    expect(groups.byId(5)).toBe(groups.byId(1));
  });

  it('are gone with their last item', () => {
    const groups = groupsOf([1, 2]);
    groups.remove(1, at(groups, 1));
    expect(shown(groups)).toEqual([{ id: 1, members: [2], pinned: null }]);
    groups.remove(2, at(groups, 2));
    expect([groups.all(), groups.ofItem(2), groups.byId(1)]).toEqual([[], undefined, undefined]);
  });
});
