import type { Started } from './start.ts';

/** One of everything that people do, so that every kind of delivery is made at least once. */
export function liveThroughEverything({ sandbox }: Started): void {
  const { people } = sandbox;
  const core = 'acme/core';
  people.addMember('acme', 'dana');
  people.addMember('acme', 'leaver');
  people.team('acme', 'DevRel', ['dana']);
  people.leaveTeam('acme', 'DevRel', 'dana');
  people.removeMember('acme', 'leaver');
  people.setPermission('tess', core, 'triage');
  people.setPermission('tess', core, 'maintain');
  people.setPermission('tess', core, 'none');
  people.createRepository({ owner: 'acme', name: 'docs' });
  people.createLabel(core, { by: 'olga', name: 'bug', color: 'd73a4a', description: 'Broken' });
  people.createLabel(core, { by: 'olga', name: 'old', color: '000000' });
  people.editLabel(core, 'old', { by: 'olga', name: 'older', color: 'ffffff', description: 'Was old' });
  people.deleteLabel(core, 'older', 'olga');
  people.createMilestone(core, { by: 'olga', title: 'v1' });

  const first = people.openIssue({
    repo: core,
    author: 'mira',
    title: 'Broken',
    form: { Version: '1.2', Steps: '' },
  });
  const second = people.openIssue({
    repo: core,
    author: 'tom',
    title: 'Broken too',
    body: 'As #1',
    labels: ['bug'],
  });
  people.editThread(first, { title: 'Broken on Linux', body: 'More words' });
  people.label(first, { by: 'olga', labels: ['bug'] });
  people.unlabel(first, { by: 'olga', labels: ['bug'] });
  people.setMilestone(first, { by: 'olga', title: 'v1' });
  people.setMilestone(first, { by: 'olga', title: null });
  const comment = people.comment(first, { author: 'tom', body: 'Me too' });
  people.editComment(comment, { body: 'Me too, on 1.3' });
  people.react(comment, { by: 'mira', content: '+1' });
  people.deleteComment(comment);
  people.close(second, { by: 'olga', reason: 'duplicate', duplicateOf: first });
  people.reopen(second, 'olga');
  people.lock(second, { by: 'olga', reason: 'too heated' });
  people.unlock(second, 'olga');
  people.transfer(second, { by: 'olga', to: 'acme/docs' });
  people.deleteThread(people.openIssue({ repo: core, author: 'spam', title: 'Buy' }), 'olga');
  const third = people.openIssue({ repo: core, author: 'mira', title: 'A question' });
  people.convertToDiscussion(third, { by: 'olga', category: 'Q&A' });

  const question = people.openDiscussion({
    repo: core,
    author: 'mira',
    title: 'How?',
    category: 'q-a',
    labels: ['bug'],
  });
  const answer = people.comment(question, { author: 'tom', body: 'So' });
  people.replyToDiscussion(answer, { author: 'mira', body: 'Thanks' });
  people.editComment(answer, { body: 'So, and so' });
  people.markAnswer(answer, 'mira');
  people.unmarkAnswer(question, 'mira');
  people.deleteComment(answer);
  people.editThread(question, { title: 'How to?' });
  people.changeCategory(question, { by: 'olga', category: 'Ideas' });
  people.unlabel(question, { by: 'olga', labels: ['bug'] });
  people.close(question, { by: 'mira' });
  people.reopen(question, 'mira');
  people.lock(question, { by: 'olga' });
  people.unlock(question, 'olga');
  people.deleteThread(question, 'olga');

  const pull = people.openPullRequest({
    repo: core,
    author: 'ben',
    title: 'Mend',
    body: 'Fixes #1',
    files: { 'a.ts': 'a' },
  });
  people.pushToPullRequest(pull, { author: 'ben', message: 'Better', files: { 'a.ts': 'b' } });
  people.label(pull, { by: 'olga', labels: ['bug'] });
  people.unlabel(pull, { by: 'olga', labels: ['bug'] });
  people.editThread(pull, { body: 'Fixes #1, really' });
  people.comment(pull, { author: 'dana', body: 'Nice' });
  people.review(pull, {
    author: 'olga',
    body: 'Good',
    state: 'approved',
    comments: [{ path: 'a.ts', body: 'Hm' }],
  });
  people.lock(pull, { by: 'olga' });
  people.unlock(pull, 'olga');
  people.close(pull, { by: 'ben' });
  people.reopen(pull, 'ben');
  people.mergePullRequest(pull, { by: 'olga', method: 'squash' });

  people.publishRelease({ repo: core, author: 'olga', tag: 'v1.0.0-beta', prerelease: true });
  people.promoteRelease(core, 'v1.0.0-beta', 'olga');
  people.deleteRelease(core, 'v1.0.0-beta', 'olga');
  people.runWorkflow(core, { workflow: 'ci.yml', conclusion: 'failure' });
  people.privatise(core);
  people.publicise(core);
  people.archive('acme/docs');
  people.archive('acme/docs', false);
  people.renameRepository('acme/docs', 'handbook');
  people.deleteRepository('acme/handbook');
  people.suspend('acme');
  people.unsuspend('acme');
  people.grantPermissions('acme', people.installation('acme').permissions);
  people.uninstall('acme');
  people.createOrganization({ login: 'beta' });
  people.createRepository({ owner: 'beta', name: 'one' });
  people.install('beta', { repositories: [] });
  people.selectRepositories('beta', { add: ['beta/one'] });
  people.selectRepositories('beta', { remove: ['beta/one'] });
}
