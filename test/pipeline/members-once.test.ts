import { describe, expect, it } from 'vitest';
import { readingMembersOnce } from '../../src/pipeline/members-once.ts';
import { item } from '../store/samples.ts';
import { apply, installed, listed, onStore } from './on-store.ts';

const on = onStore();

describe('members within one decision', () => {
  it('are read once each, those that are not there, too', async () => {
    await installed(on.store, [listed(12)]);
    await apply(
      on.store,
      [1, 2, 3].map((number) => ({ type: 'item.put', item: item(number) }) as const),
    );
    const tenant = on.store.forInstallation(7);
    const asked: (readonly number[])[] = [];
    const reader = readingMembersOnce({
      ...tenant,
      members: (items) => {
        asked.push(items);
        return tenant.members(items);
      },
    });
    expect(await reader.members([1, 2, 99])).toEqual(await tenant.members([1, 2, 99]));
    expect(await reader.members([3, 2, 99, 2])).toEqual(await tenant.members([2, 3]));
    expect(await reader.members([1, 3])).toEqual(await tenant.members([1, 3]));
    expect(asked).toEqual([[1, 2, 99], [3]]);
  });
});
