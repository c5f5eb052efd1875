import { describe, test } from 'vitest';
import { setMilestone } from '../../../src/github/effects/milestone-set.ts';
import type { MilestoneSet } from '../../../src/loop/effect.ts';
import { nocked, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const put: MilestoneSet = {
  ...wanted,
  kind: 'milestone.set',
  thread: thread('issue'),
  title: 'Next',
  ours: ['Next', 'Later'],
};
const PLACE = `/repos/${put.thread.owner}/${put.thread.name}/issues/${put.thread.number}`;
const LIST = `/repos/${put.thread.owner}/${put.thread.name}/milestones?state=open&per_page=100`;

function found(title: string | null): void {
  scope()
    .get(PLACE)
    .reply(200, { milestone: title === null ? null : { title } });
}

describe('milestone.set', () => {
  test.each([null, 'later'])('puts a thread of %s into the milestone of that title', async (before) => {
    found(before);
    scope()
      .get(LIST)
      .reply(200, [
        { number: 1, title: 'Other' },
        { number: 2, title: 'next' },
      ]);
    scope().patch(PLACE, { milestone: 2 }).reply(200, {});
    await setMilestone(github, put);
  });

  test.each(['Release 9', 'Next'])('leaves a thread of %s where it is', async (before) => {
    found(before);
    await setMilestone(github, put);
  });

  test('makes none', async () => {
    found(null);
    scope().get(LIST).reply(200, []);
    await setMilestone(github, put);
  });

  test('takes a thread out of its own', async () => {
    found('Next');
    scope().patch(PLACE, { milestone: null }).reply(200, {});
    await setMilestone(github, { ...put, title: null });
  });
});
