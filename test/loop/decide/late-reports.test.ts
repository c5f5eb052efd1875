import { describe, expect, it } from 'vitest';
import { lateReportEffects } from '../../../src/loop/decide/late-reports.ts';
import type { ViewedLife } from '../../../src/loop/decide/lives.ts';
import type { Story, ToldMember } from '../../../src/loop/decide/story.ts';
import type { Command } from '../../../src/loop/item.ts';
import { lifeOf } from '../../../src/loop/tell/life-of.ts';
import { person, repository } from '../situations.ts';
import { known, post, told } from './said.ts';

const HERE = repository();
const SINCE: NonNullable<ViewedLife['announced']> = {
  usable: {
    key: '12-1',
    version: 'v1.4.0',
    url: 'https://github.com/acme/widgets/releases/tag/v1.4.0',
    repositoryId: 12,
  },
  at: new Date('2026-11-10T09:00:00Z'),
  fix: null,
};
const SAID = post('comment:12-34:regression:12-34', { kind: 'comment.put', subject: 'regression:12-34' });

function thumbsDown(subject: string): Command {
  return {
    key: `reaction:${subject}:-1:7`,
    source: { in: 'gesture', what: 'thumb' },
    verb: 'not-duplicate',
    argument: '',
    actor: person(7),
    triage: false,
    target: null,
    at: new Date('2026-11-17T09:00:00Z'),
  };
}

/** What is wanted on a report that names a version with the fix. */
function wanted({
  isLate = true,
  announced = SINCE,
  posts = [],
  commands = [],
}: {
  isLate?: boolean;
  announced?: ViewedLife['announced'];
  posts?: ToldMember['posts'];
  commands?: Command[];
}): string[] {
  const member: ToldMember = {
    item: known(),
    posts,
    commands,
    standing: [],
    repository: HERE,
    ref: { repositoryId: 12, number: 34 },
  };
  const story: Story = {
    clusterId: 1,
    log: [],
    members: [member],
    landings: [],
    words: [],
    isApprovalTakenBack: false,
    repositories: new Map([[12, HERE]]),
    releases: [],
  };
  const late = { member, age: 'at-or-after' as const, version: '1.4.1', since: SINCE };
  const life: ViewedLife = { life: lifeOf([]), late: isLate ? [late] : [], announced, answers: [] };
  return told(lateReportEffects(story, new Map([[12, life]])));
}

describe('the comment on a new report of something fixed', () => {
  it.each<[string, Parameters<typeof wanted>[0], string[]]>([
    ['is put', {}, ['comment regression:12-34']],
    ['stays while it is true', { posts: [SAID] }, ['comment regression:12-34']],
    [
      'goes by anybody’s 👎 on it',
      { posts: [SAID], commands: [thumbsDown('regression:12-34')] },
      ['uncomment regression:12-34'],
    ],
    ['does not come back after that', { commands: [thumbsDown('regression:12-34')] }, []],
    [
      'takes no notice of a 👎 on another comment',
      { commands: [thumbsDown('related:12-34')] },
      ['comment regression:12-34'],
    ],
    [
      'goes where the report left the problem that was fixed',
      { posts: [SAID], isLate: false, announced: null },
      ['uncomment regression:12-34'],
    ],
    ['stays where a later release is the one that counts', { posts: [SAID], isLate: false }, []],
  ])('%s', (_, situation, effects) => {
    expect(wanted(situation)).toEqual(effects);
  });
});
