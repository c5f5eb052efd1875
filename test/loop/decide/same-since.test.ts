import { expect, it } from 'vitest';
import type { LoggedEntry } from '../../../src/loop/cluster-record.ts';
import type { Unnumbered } from '../../../src/loop/decide/cluster-log.ts';
import { sameSince } from '../../../src/loop/decide/same-since.ts';
import type { ToldMember } from '../../../src/loop/decide/story.ts';
import { repository } from '../situations.ts';
import { minute } from './failures.ts';
import { commandOf, known } from './said.ts';

/** Threads 1 to 4, each opened in the minute of its number; the fix is said on the first. */
const MEMBERS = [1, 2, 3, 4].map((itemId): ToldMember => {
  const item = known();
  return {
    item: { ...item, itemId, snapshot: { ...item.snapshot, createdAt: minute(itemId) } },
    posts: [],
    commands: [],
    repository: repository(),
    ref: { repositoryId: 12, number: itemId },
    standing: itemId === 1 ? [commandOf('fixed-in v3.2.1')] : [],
  };
});

const alike = (itemId: number, other: number): Unnumbered => ({
  verb: 'link',
  itemId,
  links: [{ itemId: other, tier: 'certain', probability: 0.9 }],
});
const put = (itemId: number, into: number, authority: 'triage' | 'author' = 'triage'): Unnumbered => ({
  verb: 'join',
  itemId,
  into,
  authority,
});

/** Minutes since when the threads have told of what is fixed, after these entries at 101, 102 and so on. */
function since(...entries: readonly Unnumbered[]): number[] {
  const cause = { by: 'github' } as const;
  const appeared = MEMBERS.map(
    ({ item: { itemId } }): LoggedEntry => ({
      verb: 'appear',
      itemId,
      seq: itemId,
      cause,
      at: minute(itemId),
    }),
  );
  const later = entries.map(
    (entry, index): LoggedEntry => ({ ...entry, seq: 5 + index, cause, at: minute(101 + index) }),
  );
  const found = sameSince({ members: MEMBERS, landings: [], log: [...appeared, ...later] });
  return [...found.values()].map((at) => (at.getTime() - minute(0).getTime()) / 60_000);
}

it.each<[string, Unnumbered[], number[]]>([
  ['its beginning, where nothing brought it there', [], [1, 2, 3, 4]],
  ['when it was found to be like that', [alike(3, 1)], [1, 2, 101, 4]],
  ['its beginning, where a maintainer put it there', [put(3, 1)], [1, 2, 3, 4]],
  ['its beginning, where a maintainer put what is fixed there', [put(1, 3)], [1, 2, 3, 4]],
  ['when it came along with what was put there', [alike(4, 3), put(1, 3)], [1, 2, 3, 102]],
  ['when it was found, where a maintainer only confirms it', [alike(3, 1), put(3, 1)], [1, 2, 101, 4]],
  ['when it was put there by an author', [put(3, 1, 'author')], [1, 2, 101, 4]],
])('a thread tells of what is fixed since %s', (_, entries, expected) => {
  expect(since(...entries)).toEqual(expected);
});
