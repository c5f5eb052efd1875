import { describe, expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { CORE, telling } from './telling.ts';

/** Histories as release tools make them: their commits, pull requests, tags and notes. */

const SITE = `https://github.com/${CORE}`;
const ACTIONS = 'github-actions[bot]';

describeOnEngines('telling after release tools', (on) => {
  const t = telling(on);
  const { begin, settle, pass, notes, told, ids, report, say, fix, release } = t;

  const pullLink = ({ number }: ThreadHandle) => `[#${number}](${SITE}/issues/${number})`;
  const shaLink = (sha: string) => `([${sha.slice(0, 7)}](${SITE}/commit/${sha}))`;
  /** A line of conventional-changelog. */
  const line = (text: string, pull: ThreadHandle, sha: string, closes?: ThreadHandle) =>
    `* ${text} (${pullLink(pull)}) ${shaLink(sha)}${closes === undefined ? '' : `, closes ${pullLink(closes)}`}`;

  /** The comparisons that were asked for since the call of this number. */
  const comparedSince = (call: number) =>
    t.world.calls.slice(call).filter(({ path }) => path.includes('/compare/')).length;

  describe('semantic-release', () => {
    /** Pushes the release's commit, tags it, and writes the same notes into the release. */
    function semanticRelease(version: string, body: string, branch = 'main', prerelease = false): void {
      pass();
      const text = `## [${version}](${SITE}/compare/v1.3.0...v${version}) (2026-03-02)\n\n${body}`;
      t.people.push({
        repo: CORE,
        author: 'olga',
        branch,
        message: `chore(release): ${version} [skip ci]\n\n${text}`,
        files: { 'CHANGELOG.md': text, 'package.json': `{"version":"${version}"}` },
      });
      t.people.publishRelease({
        repo: CORE,
        author: 'olga',
        tag: `v${version}`,
        body: text,
        target: branch,
        prerelease,
      });
    }

    it('tells of what was fixed, not of what the notes merely mention', async () => {
      await begin();
      semanticRelease('1.3.0', '');
      const issue = report('mira');
      const open = report('kenji');
      const { pull, sha } = fix(`Closes #${issue.number}`, { title: 'fix: open the gate' });
      const part = fix(`Part of #${open.number}`, { title: 'feat: paint the gate', path: 'src/paint.ts' });
      await settle();
      const before = t.world.calls.length;
      semanticRelease(
        '1.4.0',
        `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}\n\n### Features\n\n${line('paint the gate', part.pull, part.sha)}`,
      );
      await settle();
      expect(told(issue, open)).toEqual(['v1.4.0', '']);
      expect(notes(issue)[0]).toContain(`${CORE}#${pull.number}`);
      expect(comparedSince(before)).toBe(1);
    });

    it('waits on its channels: a prerelease, the maintenance branch, then the next stable', async () => {
      await begin();
      semanticRelease('1.3.0', '');
      t.people.push({
        repo: CORE,
        author: 'olga',
        branch: '1.3.x',
        message: 'ci: begin',
        files: { ci: '1' },
      });
      const issue = report('mira');
      const { pull, sha } = fix(`Closes #${issue.number}`, { title: 'fix: open the gate' });
      semanticRelease(
        '1.4.0-next.1',
        `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}`,
        'main',
        true,
      );
      await settle();
      expect(told(issue)).toEqual(['']);
      // A maintenance release that speaks of something else.
      semanticRelease('1.3.1', '### Bug Fixes\n\n* typo', '1.3.x');
      await settle();
      expect(told(issue)).toEqual(['']);
      semanticRelease('1.4.0', `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}`);
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
    });
  });

  describe('release-please', () => {
    const header = ':robot: I have created a release *beep* *boop*\n---\n\n';
    const footer =
      '\n\n---\nThis PR was generated with [Release Please](https://github.com/googleapis/release-please).';

    /** The release pull request, which the tool keeps up to date, merged, and its release. */
    function releasePlease(tag: string, body: string, component = ''): ThreadHandle {
      pass();
      const version = tag.replace(/^.*v/, '');
      const pull = t.people.openPullRequest({
        repo: CORE,
        author: ACTIONS,
        title: `chore(main): release ${component}${component === '' ? '' : ' '}${version}`,
        body: header,
        files: { 'CHANGELOG.md': version },
        head: 'release-please--branches--main',
      });
      pass();
      t.people.editThread(pull, { by: ACTIONS, body: `${header}## ${version}\n\n${body}${footer}` });
      pass();
      t.people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
      t.people.publishRelease({ repo: CORE, author: 'olga', tag, body: `## ${version}\n\n${body}` });
      return pull;
    }

    it('tells of the fix; its pull request closes what it lists, and fixes nothing', async () => {
      await begin();
      const issue = report('mira');
      const open = report('kenji');
      await settle();
      const { pull, sha } = fix(`Fixes #${issue.number}`, { title: 'fix: open the gate', author: 'zoe' });
      const part = fix(`Refs #${open.number}`, { title: 'fix: oil the gate', path: 'src/oil.ts' });
      await settle();
      const made = releasePlease(
        'v1.4.0',
        `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}\n${line('oil the gate', part.pull, part.sha, open)}`,
      );
      await settle();
      expect(told(issue, open)).toEqual(['v1.4.0', '']);
      expect(notes(issue)[0]).toContain(`${CORE}#${pull.number}`);
      expect([notes(pull, 'thanks').length, notes(made, 'thanks').length]).toEqual([1, 0]);
    });

    it('does not call fixed what was taken back, though its notes list both', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      const { pull, sha } = fix(`Fixes #${issue.number}`, { title: 'fix: open the gate' });
      const back = fix(`Reverts ${CORE}#${pull.number}`, { title: 'Revert "fix: open the gate"' });
      await settle();
      releasePlease(
        'v1.4.0',
        `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}\n\n### Reverts\n\n${line('"fix: open the gate"', back.pull, back.sha)}`,
      );
      await settle();
      expect(told(issue)).toEqual(['']);
    });

    it('does not answer whoever said that a fix does not work', async () => {
      await begin('notices: { on: [fixed, released] }\n');
      const issue = report('mira');
      await settle();
      const { pull, sha } = fix(`Fixes #${issue.number}`, { title: 'fix: open the gate' });
      await settle();
      const [first] = ids(issue);
      say(issue, 'mira', '/still-broken');
      await settle();
      releasePlease('v1.4.0', `### Bug Fixes\n\n${line('open the gate', pull, sha, issue)}`);
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
      // It is the same fix, now in a release, and not another one.
      expect(notes(issue)[0]).toContain(`${CORE}#${pull.number}`);
      expect(ids(issue)).not.toContain(first);
    });

    it('releases components one by one', async () => {
      await begin('releases: { packages: { gate: "gate-v", fence: "fence-v" } }\n');
      const issue = report('mira');
      const other = report('kenji');
      await settle();
      const gate = fix(`Fixes #${issue.number}`, { title: 'fix: gate', path: 'packages/gate/a.ts' });
      const fence = fix(`Fixes #${other.number}`, { title: 'fix: fence', path: 'packages/fence/a.ts' });
      await settle();
      releasePlease('fence-v2.0.1', line('fence', fence.pull, fence.sha, other), 'fence');
      await settle();
      expect(told(issue, other)).toEqual(['', 'fence-v2.0.1']);
      releasePlease('gate-v1.4.0', line('gate', gate.pull, gate.sha, issue), 'gate');
      await settle();
      expect(told(issue, other)).toEqual(['gate-v1.4.0', 'fence-v2.0.1']);
    });
  });

  describe('changesets', () => {
    const names = ['@acme/gate', '@acme/fence'] as const;

    /** "Version Packages", merged, and one release for each package, as `changeset publish` makes them. */
    function changesets(releases: readonly { tag: string; body: string }[]): ThreadHandle {
      pass();
      const pull = t.people.openPullRequest({
        repo: CORE,
        author: ACTIONS,
        title: 'Version Packages',
        body: `This PR was opened by the [Changesets release](https://github.com/changesets/action) GitHub action.\n\n# Releases\n${releases.map(({ tag, body }) => `## ${tag}\n\n${body}`).join('\n\n')}`,
        files: Object.fromEntries(names.map((name) => [`packages/${name.split('/')[1]}/CHANGELOG.md`, '1'])),
        head: 'changeset-release/main',
      });
      pass();
      t.people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
      // Within one second, on one commit.
      for (const each of releases) t.people.publishRelease({ repo: CORE, author: 'olga', ...each });
      return pull;
    }

    it.each(['as the config names them', 'as the tags name them'])(
      'tells of the package that has it, not of those that depend on it: %s',
      async (how) => {
        const packages = names.map((name) => `"${name}": "${name}@"`).join(', ');
        await begin(how.startsWith('as the config') ? `releases: { packages: { ${packages} } }\n` : '');
        changesets(names.map((name) => ({ tag: `${name}@1.0.0`, body: '### Major Changes\n\n- First.' })));
        const issue = report('mira');
        const other = report('kenji');
        await settle();
        const { pull, sha } = fix(`Fixes #${issue.number}`, { path: 'packages/gate/index.ts' });
        await settle();
        const before = t.world.calls.length;
        const made = changesets([
          {
            tag: '@acme/fence@1.0.1',
            body: `### Patch Changes\n\n- Updated dependencies [[\`${sha.slice(0, 7)}\`](${SITE}/commit/${sha})]:\n  - @acme/gate@1.0.1`,
          },
          {
            tag: '@acme/gate@1.0.1',
            body: `### Patch Changes\n\n- [#${pull.number}](${SITE}/pull/${pull.number}) [\`${sha.slice(0, 7)}\`](${SITE}/commit/${sha}) Thanks [@kenji](https://github.com/kenji)! - Open the gate. Fixes #${issue.number}, and not #${other.number}, fixes #${other.number} next.`,
          },
        ]);
        await settle();
        expect(told(issue, other)).toEqual(['@acme/gate@1.0.1', '']);
        expect(notes(made, 'thanks')).toEqual([]);
        expect(comparedSince(before)).toBe(1);
      },
    );
  });

  it('tells of the first of two releases within a minute, once, whichever is heard of first', async () => {
    await begin();
    const issue = report('mira');
    const late = report('kenji');
    await settle();
    fix(`Fixes #${issue.number}`);
    await settle();
    const { webhooks } = t.world.sandbox;
    webhooks.hold();
    t.people.publishRelease({ repo: CORE, author: 'olga', tag: 'v1.4.0' });
    const { pull } = fix(`Fixes #${late.number}`, { title: 'Open it wider' });
    t.people.publishRelease({ repo: CORE, author: 'olga', tag: 'v1.4.1' });
    for (const { id } of [...webhooks.waiting()].reverse()) {
      await webhooks.deliver(id);
      await settle();
    }
    await webhooks.release();
    await settle();
    expect(told(issue, late)).toEqual(['v1.4.0', 'v1.4.1']);
    expect(notes(late)[0]).toContain(`#${pull.number}`);
    expect(ids(issue)).toHaveLength(1);
  });

  it('tells of what commits name where their messages land, and not of what a squash leaves out', async () => {
    await begin();
    const issues = [report('mira'), report('kenji'), report('ada'), report('zoe')];
    await settle();
    const merges = [
      { method: 'squash', message: 'Tidy up' },
      { method: 'squash' },
      { method: 'rebase' },
      { method: 'merge' },
    ] as const;
    for (const [at, merge] of merges.entries()) {
      pass();
      const message = `fix: gate ${at}\n\nFixes #${issues[at]?.number}`;
      const commits = [
        { message, files: { [`${at}.ts`]: '1' } },
        { message: 'Tidy up', files: { [`${at}.ts`]: '2' } },
      ];
      const pull = t.people.openPullRequest({ repo: CORE, author: 'ben', title: 'Tidy up', commits });
      pass();
      t.people.mergePullRequest(pull, { by: 'olga', ...merge });
    }
    await settle();
    release('v1.4.0');
    await settle();
    expect(told(...issues)).toEqual(['', 'v1.4.0', 'v1.4.0', 'v1.4.0']);
  });

  it('tells of the prerelease where these count, and writes nothing anew when it becomes stable', async () => {
    await begin('notices: { prereleases: true }\n');
    const issue = report('mira');
    await settle();
    fix(`Fixes #${issue.number}`);
    release('v1.4.0-rc.1', { prerelease: true });
    await settle();
    const before = ids(issue);
    expect(told(issue)).toEqual(['v1.4.0-rc.1']);
    release('v1.4.0-rc.2', { prerelease: true });
    release('v1.4.0');
    await settle();
    expect([told(issue), ids(issue)]).toEqual([['v1.4.0-rc.1'], before]);
  });
});
