import { expect, it } from 'vitest';
import { roundupMarkdown, roundupOf } from '../../../src/loop/measure/roundup.ts';
import {
  ago,
  at,
  cluster,
  comment,
  GHOST_MEMBER,
  hoursAfter,
  member,
  merged,
  project,
  SETTINGS,
  staff,
  thread,
  times,
} from '../record/project.ts';

const month = {
  name: '2026-11',
  window: { from: at('2026-11-01T00:00:00Z'), until: at('2026-12-01T00:00:00Z') },
};
const logins = new Map(times(60, (index) => [index, `person-${index}`]));

it('tells what was done, by whom for the first time, and what was solved', async () => {
  const threads = [
    merged(member(50), ago(60), { paths: ['a.ts'] }),
    ...times(6, (index) =>
      thread({
        author: member(index + 1),
        createdAt: ago(12),
        comments: [comment(member(20), hoursAfter(ago(12), 3))],
      }),
    ),
    merged(member(50), ago(4), { paths: ['a.ts'] }),
    merged(member(51), ago(3), { paths: ['a.md'] }),
    merged(GHOST_MEMBER, ago(3), { paths: ['a.md'] }),
    merged(staff(), ago(3), { paths: ['a.ts'] }),
  ];
  const clusters = [
    cluster(1, { releasedAt: ago(2), documentedAt: ago(1) }),
    cluster(2, { taughtAt: ago(3) }),
    cluster(3, { releasedAt: ago(40) }),
  ];
  const text = roundupMarkdown(roundupOf(project({ threads, clusters, logins }), SETTINGS, month));
  await expect(text).toMatchFileSnapshot('snapshots/roundup.md');
});

it('says what is unknown', () => {
  const text = roundupMarkdown(roundupOf(project({ livesKept: false }), SETTINGS, month));
  expect(text).toContain('Unknown: how clusters went on is not kept.');
  expect(roundupMarkdown(roundupOf(project({ clusters: [] }), SETTINGS, month))).toContain(
    'Nothing in this month.',
  );
});
