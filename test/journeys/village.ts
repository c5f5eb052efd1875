import type { People } from '../../src/sandbox/people.ts';

/** Organisations of a county, and how many districts each has. */
const COUNTY = { acme: 3, globex: 3, initech: 2 };

/**
 * Several organisations, one village after the other: eight times the same morning.
 * @param minute called between two happenings: the clock goes on
 */
export function playCounty(people: People, minute: () => void): void {
  for (const [organization, districts] of Object.entries(COUNTY)) {
    people.createOrganization({ login: organization, owner: 'olga' });
    people.install(organization);
    for (let district = 1; district <= districts; district += 1) {
      playVillage(people, minute, `${organization}/north-${district}`, `${organization}/south-${district}`);
    }
  }
}

/**
 * A small organisation on one busy morning: two repositories, newcomers and old hands, commands that work and that do
 * not, labels put and taken off by hand, edits, a discussion, a pull request, a bot.
 */
function playVillage(people: People, minute: () => void, core: string, docs: string): void {
  for (const repo of [core, docs]) {
    const [owner = '', name = ''] = repo.split('/');
    people.createRepository({ owner, name });
    people.setPermission('theo', repo, 'triage');
  }
  minute();
  const regression = people.openIssue({
    repo: core,
    author: 'mira',
    title: 'Regression: crashes since upgrading to 3.2',
    body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again. Downgrading to 3.1 fixes it.',
  });
  minute();
  const install = people.openIssue({
    repo: core,
    author: 'newcomer-nia',
    title: 'Install fails at the first step of the quickstart',
    body: 'I am new here and cannot get started. `npm install` from the getting started page fails on the very first run.\n\n```\nError: Cannot find module acme-core\n```',
  });
  minute();
  const vague = people.openIssue({ repo: core, author: 'shorty', title: 'Hm', body: '?' });
  minute();
  people.openIssue({
    repo: core,
    author: 'bumper[bot]',
    title: 'Dependency dashboard',
    body: 'Updates wait.',
  });
  minute();
  const question = people.openDiscussion({
    repo: core,
    author: 'kenji',
    category: 'Q&A',
    title: 'How do I deploy this to production behind a proxy?',
    body: 'It runs well on my machine. I am building a service for customers and want to take it to production with nginx.',
  });
  minute();
  const pull = people.openPullRequest({
    repo: core,
    author: 'mira',
    title: 'Fix the crash in 3.2',
    body: 'Here is a patch for the regression.',
    files: { 'src/index.ts': 'export const answer = 42;\n' },
  });
  minute();
  people.comment(regression, { author: 'kenji', body: 'Same here.' });
  minute();
  people.comment(regression, { author: 'theo', body: 'Thanks for telling!\n\n/stage retention' });
  minute();
  people.comment(install, { author: 'theo', body: '/stage adoption' });
  minute();
  people.comment(install, { author: 'theo', body: 'No, they never had it running.\n/undo' });
  minute();
  people.comment(vague, { author: 'theo', body: '/stage adopted' });
  minute();
  const corrected = people.comment(vague, { author: 'theo', body: '/stage awareness' });
  minute();
  people.comment(vague, { author: 'shorty', body: '/stage advocacy' });
  minute();
  people.comment(question, { author: 'nosy', body: '/why' });
  minute();
  people.comment(pull, { author: 'nosy', body: '/why\n/why' });
  minute();
  people.editComment(corrected, { body: 'On second thought:\n\n/stage onboarding' });
  minute();
  people.editThread(install, { title: 'Install fails at the first step of the quickstart on Windows' });
  minute();
  const labelled = people.openIssue({
    repo: docs,
    author: 'ada',
    title: 'The page about proxies is unclear',
    body: 'I could not find out how to configure the proxy for our production deployment.',
  });
  minute();
  people.createLabel(docs, { by: 'olga', name: 'stage: adoption', color: 'ffffff' });
  people.createLabel(docs, { by: 'olga', name: 'stage: retention', color: 'ffffff' });
  people.label(labelled, { by: 'theo', labels: ['stage: adoption'] });
  minute();
  people.unlabel(labelled, { by: 'theo', labels: ['stage: adoption'] });
  minute();
  const second = people.openIssue({
    repo: docs,
    author: 'ada',
    title: 'Worked in 3.1, broken after upgrading to 3.2: the search',
    body: 'Since the upgrade the search that used to work finds nothing.',
  });
  minute();
  people.label(second, { by: 'theo', labels: ['stage: adoption'] });
  minute();
  people.label(second, { by: 'theo', labels: ['stage: retention'] });
  minute();
  people.unlabel(second, { by: 'theo', labels: ['stage: adoption'] });
  minute();
  people.comment(second, {
    author: 'theo',
    body: '> /stage advocacy\n\nwas not a command, and neither is `/stage advocacy`.',
  });
  minute();
  // Labelled whatever the order of events, so that the labels of this repository are made in every run.
  people.openPullRequest({
    repo: docs,
    author: 'lars',
    title: 'Explain the proxy settings',
    body: 'What I had to find out for our own deployment.',
    files: { 'proxy.md': '# Proxy' },
  });
  minute();
  people.close(regression, { by: 'olga' });
  minute();
  people.reopen(regression, 'olga');
  minute();
  people.lock(vague, { by: 'olga' });
}
