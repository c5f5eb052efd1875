import { describe, expect, it } from 'vitest';
import type { Member, Pair } from '../../../src/loop/cluster-record.ts';
import type { OwnCluster } from '../../../src/loop/decide/why-links.ts';
import { whyLinks } from '../../../src/loop/decide/why-links.ts';
import { repository } from '../situations.ts';
import { known } from './said.ts';

const open = repository();
const secret = repository({ id: 13, name: 'secret', private: true });

/** Item 1 is the thread that was asked about; the others were opened in the order of their numbers, the latest first. */
function member(itemId: number, home = open): Member {
  const { snapshot, ...item } = known();
  const createdAt = new Date(Date.UTC(2026, 10, 20 - itemId));
  return {
    item: { ...item, itemId, snapshot: { ...snapshot, number: itemId, repository: home, createdAt } },
    posts: [],
    commands: [],
  };
}

const pair = (itemId: number, tier: Pair['tier'], code: string): Pair => ({
  itemId,
  tier,
  probability: 0.9,
  evidence: [{ kind: 'errorCode', code }],
  algorithm: 'test',
});

function own(members: Member[], more: Partial<OwnCluster> = {}): OwnCluster {
  return {
    cluster: { id: 1, members: members.map(({ item }) => item.itemId), pinned: null },
    members,
    repositories: new Map([open, secret].map((home) => [home.id, home])),
    pairs: new Map(),
    joined: new Set(),
    host: 'github.com',
    ...more,
  };
}

const told = (cluster: OwnCluster | null, home = open): string[] | null => {
  const links = whyLinks(cluster, 1, home);
  return (
    links && [
      ...links.links.map(({ thread, because }) => `${thread.name}#${thread.number} ${because.by}`),
      ...(links.hidden > 0 ? [`${links.hidden} hidden`] : []),
    ]
  );
};

describe('whyLinks', () => {
  it('tells who or what said that threads are one problem, oldest first', () => {
    const pairs = new Map([
      [1, [pair(2, 'certain', 'E2'), pair(4, 'possible', 'E4')]],
      [3, [pair(1, 'certain', 'E3')]],
    ]);
    const cluster = own(
      [1, 2, 3, 4, 5].map((id) => member(id)),
      { pairs, joined: new Set([5]) },
    );
    expect(told(cluster)).toEqual([
      'widgets#5 human',
      'widgets#4 others',
      'widgets#3 matcher',
      'widgets#2 matcher',
    ]);
  });

  it('shows nothing of a private repository elsewhere, and counts it from three up', () => {
    const two = [member(1), member(2), member(3, secret), member(4, secret)];
    expect(told(own(two))).toEqual(['widgets#2 others']);
    expect(told(own([...two, member(5, secret)]))).toEqual(['widgets#2 others', '3 hidden']);
    expect(told(own([member(1, secret), member(2), member(3, secret)]), secret)).toEqual([
      'secret#3 others',
      'widgets#2 others',
    ]);
  });

  it('has nothing to say of a thread alone, and says so where links are not looked at', () => {
    expect(told(own([member(1)]))).toEqual([]);
    expect(told(null)).toBeNull();
  });
});
