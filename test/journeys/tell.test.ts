import { describe, expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { BOT, CORE, telling } from './telling.ts';

/** From a report to the note that it is fixed, in the ways in which projects fix and release. */

describeOnEngines('telling', (on) => {
  const t = telling(on);
  const { begin, settle, pass, notes, told, ids, report, say, fix, release, posted } = t;

  describe('one report', () => {
    it('is told once, when its fix can be used, and its fixer is thanked', async () => {
      await begin();
      const issue = report();
      const { pull } = fix(`Fixes #${issue.number}`);
      await settle();
      expect([told(issue), notes(pull, 'thanks')]).toEqual([[''], []]);
      const before = t.world.calls.length;
      release('v1.4.0');
      await settle();
      expect(notes(issue)).toMatchInlineSnapshot(`
        [
          "Good news: what was reported here is fixed (\`acme/core#2\`). You can use it in [\`v1.4.0\`](/acme/core/releases/tag/v1.4.0).

        Is it really gone for you? Please answer \`/verified\` or \`/still-broken\`.

        <sub>Fullcircle, an automated app, wrote this because you reported this problem. \`/mute\` stops it.</sub>",
        ]
      `);
      expect(notes(pull, 'thanks')).toMatchInlineSnapshot(`
        [
          "Thank you: your change is in [\`v1.4.0\`](/acme/core/releases/tag/v1.4.0).

        <sub>Fullcircle, an automated app, wrote this once because your pull request fixed what others reported. \`/mute\` stops it.</sub>",
        ]
      `);
      const compared = t.world.calls.slice(before).filter(({ path }) => path.includes('/compare/'));
      expect(compared).toHaveLength(1);
      const written = t.world.sandbox.writes.length;
      for (const delivery of t.world.sandbox.webhooks.deliveries())
        await t.world.sandbox.webhooks.deliver(delivery.id);
      release('v1.5.0');
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
      expect(t.world.sandbox.writes.length).toBe(written);
    });

    it('is not thanked for by itself: who fixes what they reported alone is told that it is out', async () => {
      await begin();
      const issue = report('mira');
      const { pull } = fix(`Fixes #${issue.number}`, { author: 'mira' });
      release('v1.4.0');
      await settle();
      expect([told(issue), notes(pull, 'thanks')]).toEqual([['v1.4.0'], []]);
    });

    it.each(['squash', 'merge', 'rebase'] as const)('%s', async (method) => {
      await begin();
      const issue = report();
      fix(`Fixes #${issue.number}`, { method });
      release('v1.4.0');
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
    });

    it('is told of the backport that comes first, and of nothing that does not have it', async () => {
      await begin();
      const { people } = t.world.sandbox;
      release('v1.3.0');
      people.push({
        repo: CORE,
        author: 'olga',
        branch: '1.x',
        message: 'Begin 1.x',
        files: { 'x.txt': '1' },
      });
      const issue = report();
      const { sha } = fix(`Fixes #${issue.number}`);
      people.push({
        repo: CORE,
        author: 'olga',
        branch: '1.x',
        message: 'Something else',
        files: { 'y.txt': '1' },
      });
      release('v1.3.1', { target: '1.x' });
      await settle();
      expect(told(issue)).toEqual(['']);
      people.push({
        repo: CORE,
        author: 'olga',
        branch: '1.x',
        message: `Open the gate\n\n(cherry picked from commit ${sha})`,
        files: { 'src/gate.ts': '1' },
      });
      release('v1.3.2', { target: '1.x' });
      await settle();
      expect(told(issue)).toEqual(['v1.3.2']);
      release('v2.0.0');
      await settle();
      expect(told(issue)).toEqual(['v1.3.2']);
    });

    it('is told nothing of a fix that was taken back, and of one that was put in again', async () => {
      await begin();
      const issue = report();
      const { pull } = fix(`Fixes #${issue.number}`);
      const { pull: revert } = fix(`Reverts ${CORE}#${pull.number}`, { title: 'Revert "Open the gate"' });
      release('v1.4.0');
      await settle();
      expect(told(issue)).toEqual(['']);
      fix(`Reverts ${CORE}#${revert.number}`, { title: 'Revert "Revert "Open the gate""' });
      release('v1.5.0');
      await settle();
      expect(told(issue)).toEqual(['v1.5.0']);
    });

    it('is put right when the fix is taken back, and told anew of the next', async () => {
      await begin();
      const issue = report();
      const { sha } = fix(`Fixes #${issue.number}`);
      release('v1.4.0');
      await settle();
      const [first] = ids(issue);
      pass();
      t.world.sandbox.people.push({
        repo: CORE,
        author: 'olga',
        message: `Revert "Open the gate"\n\nThis reverts commit ${sha}.`,
        files: { 'src/gate.ts': '0' },
      });
      await settle();
      expect(told(issue)).toEqual(['Sorry']);
      expect(ids(issue)).toEqual([first]);
      fix(`Fixes #${issue.number}`, { title: 'Open the gate for good' });
      release('v1.6.0');
      await settle();
      expect(told(issue)).toEqual(['v1.6.0']);
      expect(ids(issue)).not.toContain(first);
    });

    it('waits for the stable release', async () => {
      await begin();
      const issue = report();
      fix(`Fixes #${issue.number}`);
      release('v1.4.0-rc.1', { prerelease: true });
      await settle();
      expect(told(issue)).toEqual(['']);
      t.world.sandbox.people.promoteRelease(CORE, 'v1.4.0-rc.1', 'olga');
      await settle();
      expect(told(issue)).toEqual(['v1.4.0-rc.1']);
    });

    it('hears of the package that it is about, of two released at once', async () => {
      await begin('releases: { packages: { gate: "gate@", fence: "fence@" } }\n');
      const issue = report();
      fix(`Fixes #${issue.number}`, { path: 'packages/gate/index.ts' });
      const { people } = t.world.sandbox;
      people.publishRelease({ repo: CORE, author: 'olga', tag: 'fence@2.0.0' });
      people.publishRelease({ repo: CORE, author: 'olga', tag: 'gate@1.1.0' });
      await settle();
      expect(told(issue)).toEqual(['gate@1.1.0']);
    });

    it('is told of the next release where one is deleted', async () => {
      await begin();
      const issue = report();
      fix(`Fixes #${issue.number}`);
      release('v1.4.0');
      await settle();
      const [first] = ids(issue);
      t.world.sandbox.people.deleteRelease(CORE, 'v1.4.0', 'olga');
      await settle();
      expect(told(issue)).toEqual(['Good news']);
      release('v1.4.1');
      await settle();
      expect(told(issue)).toEqual(['v1.4.1']);
      // The same fix is announced once: what moved is edited.
      expect(ids(issue)).toEqual([first]);
    });

    it('is told whatever comes first: the release, the merge or the report', async () => {
      await begin();
      t.world.sandbox.webhooks.hold();
      const issue = report();
      fix(`Fixes #${issue.number}`);
      release('v1.4.0');
      for (const delivery of [...t.world.sandbox.webhooks.waiting()].reverse()) {
        await t.world.sandbox.webhooks.deliver(delivery.id);
      }
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
    });
  });

  describe('many reports of one problem', () => {
    it('are told once for each person, and nothing private is told in public', async () => {
      await begin('', ['core', 'docs', 'secret']);
      const { people } = t.world.sandbox;
      const threads = [
        report('mira'),
        report('mira'),
        report('kenji'),
        report('ada', 'acme/docs'),
        report('lars', 'acme/secret'),
        report('nia'),
        people.openDiscussion({
          repo: CORE,
          author: 'ada',
          category: 'Q&A',
          title: 'Is there a way to open it?',
          body: 'Somehow.',
        }),
        people.openDiscussion({
          repo: 'acme/docs',
          author: 'nia',
          category: 'Q&A',
          title: 'What is the gate for?',
          body: 'Well?',
        }),
      ] as const;
      const [first, again, second, third, hidden, fourth, asked, other] = threads;
      await settle();
      for (const thread of threads.slice(1)) {
        say(thread, 'olga', `/cluster ${CORE}#${first.number}`);
        await settle();
      }
      const { pull } = fix(`Fixes #${first.number}`, { author: 'zoe' });
      await settle();
      expect(told(...threads).join('')).toBe('');
      release('v1.4.0');
      await settle();
      // mira once, kenji, ada in docs, lars in secret, nia in core; not again in the discussions of ada and nia.
      expect(told(first, again, second, third, hidden, fourth, asked, other)).toEqual([
        // Closed by the fix: the other issue of the same person is open.
        '',
        'v1.4.0',
        'v1.4.0',
        'v1.4.0',
        'v1.4.0',
        'v1.4.0',
        '',
        '',
      ]);
      expect(notes(pull, 'thanks')).toHaveLength(1);
      expect(notes(pull, 'thanks')[0]).toContain('7 reports');
      say(second, 'kenji', '/verified');
      await settle();
      expect(notes(second)[0]).toContain('Thank you for confirming');
      expect(notes(fourth)[0]).toContain('/verified');
      for (const thread of threads) expect(ids(thread).length).toBeLessThanOrEqual(1);
    });

    it('are told nothing in public of what was fixed in private', async () => {
      await begin('', ['core', 'secret']);
      const open = report('mira');
      const hidden = report('lars', 'acme/secret');
      await settle();
      say(hidden, 'olga', `/cluster ${CORE}#${open.number}`);
      await settle();
      fix(`Fixes #${hidden.number}`, { repo: 'acme/secret', author: 'lars' });
      release('v1.4.0', { repo: 'acme/secret' });
      await settle();
      expect(told(open, hidden)).toEqual(['', 'v1.4.0']);
      expect(JSON.stringify(t.world.sandbox.state()[CORE])).not.toContain('secret');
    });

    it('are told up to the limit; the rest waits for approval', async () => {
      await begin('notices: { per_release_max: 2 }\ntriage: { repository: core }\n');
      const { people } = t.world.sandbox;
      const first = report('person-0');
      await settle();
      const rest = [1, 2, 3, 4, 5].map((n) => report(`person-${n}`));
      await settle();
      for (const thread of rest) say(thread, 'olga', `/cluster #${first.number}`);
      await settle();
      fix(`Fixes #${first.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const all = [first, ...rest];
      expect(all.filter((thread) => notes(thread).length > 0)).toHaveLength(2);
      expect(await on.store.outbox.list({ state: 'withheld', limit: 9 })).toHaveLength(4);
      // A second release of the same does not use the limit again.
      release('v1.5.0');
      await settle();
      expect(all.filter((thread) => notes(thread).length > 0)).toHaveLength(2);
      say(first, 'olga', '/triage');
      await settle();
      const weekly = Object.entries(t.world.sandbox.state()[CORE]?.threads ?? {}).find(([, { title }]) =>
        title.startsWith('Feedback triage'),
      );
      if (weekly === undefined) throw new Error('no weekly issue');
      expect(Object.values(t.world.sandbox.state()[CORE]?.threads ?? {}).at(-1)?.body).toContain(
        '4 people would be told',
      );
      const [row] = await on.store.outbox.list({ state: 'withheld', limit: 1 });
      const cluster = /notice:(c\d+)/.exec(row?.effect.slot ?? '')?.[1];
      say(people.handle({ repo: CORE, number: Number(weekly[0]) }), 'olga', `/approve ${cluster}`);
      await settle();
      expect(told(...all)).toEqual(all.map(() => 'v1.4.0'));
    });
  });

  describe('answers', () => {
    it('open an own issue again; a second one takes the announcement back', async () => {
      await begin();
      const mine = report('mira');
      const other = report('kenji');
      await settle();
      say(other, 'olga', `/cluster #${mine.number}`);
      fix(`Fixes #${mine.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const stateOf = ({ number }: ThreadHandle) => t.world.sandbox.state()[CORE]?.threads[number]?.state;
      expect(stateOf(mine)).toBe('closed');
      const nosy = say(mine, 'nosy', '/still-broken');
      await settle();
      expect(stateOf(mine)).toBe('closed');
      expect(
        t.world.sandbox
          .state()
          [CORE]?.threads[mine.number]?.comments.find(({ body }) => body === '/still-broken')?.reactions,
      ).toEqual([`confused ${BOT}`]);
      expect(nosy.thread.number).toBe(mine.number);
      say(mine, 'mira', 'No.\n\n/still-broken it hangs now');
      await settle();
      expect(stateOf(mine)).toBe('open');
      expect(told(mine, other)).toEqual(['v1.4.0', 'v1.4.0']);
      expect(notes(mine)[0]).toContain('still broken for you');
      say(other, 'kenji', '/still-broken');
      await settle();
      expect(told(mine, other)).toEqual(['Sorry', 'Sorry']);
    });

    it('of those who report it only after the release, in words or by a copy, take nothing back alone', async () => {
      await begin();
      const mine = report('mira');
      await settle();
      fix(`Fixes #${mine.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const copies = ['sock-1', 'sock-2'].map((author) =>
        report(author, CORE, 'I am on version 1.4.0, as since 1.3.0.'),
      );
      await settle();
      for (const copy of copies) say(copy, 'olga', `/cluster #${mine.number}`);
      await settle();
      copies.forEach((copy, index) => {
        say(copy, `sock-${index + 1}`, '/still-broken');
      });
      await settle();
      expect(told(mine)).toEqual(['v1.4.0']);
      expect(notes(mine)[0]).toContain('Good news');
      expect(notes(copies[0] ?? mine, 'regression')[0]).toContain('seems to be back');
      say(mine, 'mira', '/still-broken');
      await settle();
      expect(told(mine)).toEqual(['Sorry']);
    });

    it('are for reporters and who asked before: others of the project are refused', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      say(issue, 'olga', '/notify-me');
      await settle();
      fix(`Fixes #${issue.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const answers = ['/verified by theo', '/still-broken by olga'];
      say(issue, 'theo', answers[0] ?? '');
      await settle();
      expect(notes(issue)[0]).toContain('Is it really gone for you?');
      say(issue, 'olga', answers[1] ?? '');
      await settle();
      const comments = t.world.sandbox.state()[CORE]?.threads[issue.number]?.comments ?? [];
      const reactions = answers.map((text) => comments.find(({ body }) => body === text)?.reactions);
      expect(reactions).toEqual([[`confused ${BOT}`], [`+1 ${BOT}`]]);
      expect(told(issue)).toEqual(['Sorry']);
    });

    it('open an own issue again once for each release', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      fix(`Fixes #${issue.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const isOpen = () => t.world.sandbox.state()[CORE]?.threads[issue.number]?.state === 'open';
      const answer = async (): Promise<void> => {
        say(issue, 'mira', '/still-broken');
        await settle();
      };
      await answer();
      expect(isOpen()).toBe(true);
      pass();
      t.world.sandbox.people.close(issue, { by: 'olga', reason: 'completed' });
      say(issue, 'mira', '/undo');
      await settle();
      await answer();
      expect(isOpen()).toBe(false);
    });

    it('of those who did not report it are refused, and /undo takes back what was said before', async () => {
      await begin();
      release('v1.4.0');
      const issue = report('mira');
      await settle();
      const words = ['/fixed-in v1.4.0', '/verified', '/undo'];
      for (const word of words) say(issue, 'olga', word);
      await settle();
      expect(told(issue)).toEqual(['']);
      const comments = t.world.sandbox.state()[CORE]?.threads[issue.number]?.comments ?? [];
      const reactions = words.map((text) => comments.find(({ body }) => body === text)?.reactions);
      expect(reactions).toEqual([[`+1 ${BOT}`], [`confused ${BOT}`], [`+1 ${BOT}`]]);
    });

    it('come too early where nothing is announced', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      say(issue, 'mira', '/verified');
      await settle();
      expect(notes(issue, 'command')[0]).toContain('nothing here is said to be fixed');
    });
  });

  describe('what the project says', () => {
    it('is passed on: documented, then released, in one comment that moves on', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      say(issue, 'ada', '/notify-me');
      say(issue, 'theo', '/documented https://docs.acme.dev/gate');
      await settle();
      expect(notes(issue)).toMatchInlineSnapshot(`
        [
          "@ada

        What was asked for here is documented now: [docs.acme.dev/gate](https://docs.acme.dev/gate).

        Does it answer your question? Please say \`/verified\`, or \`/still-broken\`.

        <sub>Fullcircle, an automated app, wrote this because you reported this problem or asked for it with \`/notify-me\`. \`/mute\` stops it.</sub>",
        ]
      `);
      const [before] = ids(issue);
      fix(`Fixes #${issue.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
      expect(ids(issue)).not.toContain(before);
      expect(notes(issue)[0]).toMatch(/^@ada\n/);
      // Both read it: it goes on asking until both have answered, and an edit mentions nobody.
      say(issue, 'mira', '/verified');
      await settle();
      expect(notes(issue)[0]).toContain('`/still-broken`');
      say(issue, 'ada', '/verified');
      await settle();
      expect(notes(issue)[0]).not.toContain('`/still-broken`');
      expect(notes(issue)[0]).not.toContain('@');
    });

    it('is passed on: declined, with the reason, and taken back', async () => {
      await begin('language: de\n');
      const issue = report('mira');
      await settle();
      say(issue, 'theo', '/declined @mira it would slow everybody down');
      await settle();
      expect(notes(issue)).toMatchInlineSnapshot(`
        [
          "Danke, dass du das angesprochen hast. Das Projekt hat entschieden, dies nicht zu machen. Der Grund: @mira it would slow everybody down

        <sub>Fullcircle, eine automatische App, schreibt dies, weil du dieses Problem gemeldet hast. \`/mute\` beendet das.</sub>",
        ]
      `);
      say(issue, 'mira', '/still-broken');
      await settle();
      expect(notes(issue)).toHaveLength(1);
      expect(notes(issue, 'command')[0]).toContain('hat entschieden, dies nicht zu machen');
      say(issue, 'theo', '/undo');
      await settle();
      expect(notes(issue)).toEqual([]);
    });

    it('names the fix and the release', async () => {
      await begin();
      const issue = report('mira');
      const { pull } = fix('Nothing said', { author: 'olga' });
      release('v1.4.0');
      await settle();
      expect(told(issue)).toEqual(['']);
      say(issue, 'theo', `/fixed-by #${pull.number}`);
      await settle();
      expect(told(issue)).toEqual(['v1.4.0']);
      const other = report('kenji');
      say(other, 'theo', '/fixed-in v1.5.0');
      await settle();
      expect(told(other)).toEqual(['']);
      release('v1.5.0');
      await settle();
      expect(told(other)).toEqual(['v1.5.0']);
      const late = report('nia');
      say(late, 'theo', '/fixed-in v1.5.0');
      say(late, 'nosy', '/fixed-in v9');
      await settle();
      expect(told(late)).toEqual(['v1.5.0']);
    });

    it('names the release by its number alone, whether the app was there when it came out, or it is to come', async () => {
      await begin('', ['core'], () => release('v1.3.0'));
      const [before, after] = [report('mira'), report('kenji')];
      say(before, 'theo', '/fixed-in 1.3.0');
      say(after, 'theo', '/fixed-in 1.4.0');
      await settle();
      expect(told(before, after)).toEqual(['v1.3.0', '']);
      release('v1.4.0');
      await settle();
      expect(told(before, after)).toEqual(['v1.3.0', 'v1.4.0']);
      const known = report('nia');
      say(known, 'theo', '/fixed-in 1.4.0');
      await settle();
      expect(told(known)).toEqual(['v1.4.0']);
    });
  });

  it('leaves alone who wants it, who is gone, and where nobody may write', async () => {
    await begin('notices: { quiet: [quentin] }\n');
    const { people } = t.world.sandbox;
    const muted = report('mira');
    const quiet = report('quentin');
    const locked = report('lars');
    const bot = report('helper[bot]');
    const staff = report('olga');
    const dismissed = report('ada');
    const gone = report('nia');
    await settle();
    say(muted, 'mira', '/mute');
    for (const each of [quiet, locked, bot, staff, dismissed, gone])
      say(each, 'olga', `/cluster #${muted.number}`);
    people.lock(locked, { by: 'olga' });
    people.close(dismissed, { by: 'olga', reason: 'not_planned' });
    await settle();
    people.deleteThread(gone, 'olga');
    fix(`Fixes #${muted.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(muted, quiet, locked, bot, staff, dismissed)).toEqual(['', '', '', '', '', '']);
    pass();
    people.unlock(locked, 'olga');
    await settle();
    expect(told(locked)).toEqual(['v1.4.0']);
  });

  it('hears nothing of what is written into a pull request after its merge', async () => {
    await begin('', ['core', 'docs']);
    const { people } = t.world.sandbox;
    const issue = report('mira');
    const other = report('ada', 'acme/docs');
    await settle();
    const { pull } = fix('Tidy up', { author: 'kenji' });
    await settle();
    pass();
    people.editThread(pull, { by: 'kenji', body: `Fixes #${issue.number}, fixes acme/docs#${other.number}` });
    await settle();
    say(pull, 'nia', 'Thank you.');
    release('v1.4.0');
    await settle();
    expect(told(issue, other)).toEqual(['', '']);
  });

  it('follows a transferred issue', async () => {
    await begin('', ['core', 'docs']);
    const issue = report('mira');
    await settle();
    pass();
    const moved = t.world.sandbox.people.transfer(issue, { by: 'olga', to: 'acme/docs' });
    fix(`Fixes acme/docs#${moved.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(moved)).toEqual(['v1.4.0']);
  });

  it('tells a new report of something fixed what it needs to know', async () => {
    await begin();
    const old = report('mira');
    await settle();
    fix(`Fixes #${old.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    const behind = report('kenji', CORE, 'I am on version 1.3.2.');
    const back = report('ada', CORE, 'I am on version 1.4.1.');
    await settle();
    say(behind, 'olga', `/cluster #${old.number}`);
    say(back, 'olga', `/cluster #${old.number}`);
    await settle();
    expect(notes(behind, 'regression')[0]).toContain('please update');
    expect(notes(back, 'regression')[0]).toContain('seems to be back');
    expect([...notes(behind), ...notes(back)]).toEqual([]);
  });

  it('does not say that something is back in a version that was out before the one that fixed it', async () => {
    await begin();
    const old = report('mira');
    await settle();
    release('v2.0.0');
    await settle();
    fix(`Fixes #${old.number}`, { author: 'olga' });
    release('v1.9.6');
    release('v2.1.0');
    await settle();
    expect(told(old)).toEqual(['v1.9.6']);
    const never = report('kenji', CORE, 'I am on version 2.0.0.');
    const back = report('ada', CORE, 'I am on version 2.1.0.');
    await settle();
    say(never, 'olga', `/cluster #${old.number}`);
    say(back, 'olga', `/cluster #${old.number}`);
    await settle();
    expect(notes(never, 'regression')).toEqual([]);
    expect(notes(back, 'regression')[0]).toContain('seems to be back');
  });

  it.each([1, 2, 3])('tells nobody twice, whatever the order and however often: seed %i', async (seed) => {
    await begin('', ['core', 'secret']);
    const { people, webhooks } = t.world.sandbox;
    webhooks.hold();
    const threads = [
      report('mira'),
      report('kenji'),
      report('lars', 'acme/secret'),
      people.openDiscussion({
        repo: CORE,
        author: 'ada',
        category: 'Q&A',
        title: 'How is it opened?',
        body: 'Well?',
      }),
    ] as const;
    const [first, second, hidden, asked] = threads;
    await webhooks.deliverAll({ shuffleSeed: seed });
    await settle();
    for (const thread of [second, hidden, asked]) say(thread, 'olga', `/cluster ${CORE}#${first.number}`);
    say(asked, 'nia', '/notify-me');
    const { pull } = fix(`Fixes #${first.number}`);
    release('v1.4.0-rc.1', { prerelease: true });
    release('v1.4.0');
    say(first, 'mira', '/still-broken');
    fix(`Reverts ${CORE}#${pull.number}`, { title: 'Revert "Open the gate"' });
    release('v1.4.1');
    const again = fix(`Fixes #${first.number}`, { title: 'Open the gate for good' });
    release('v1.5.0');
    fix('Fixes #999', { repo: 'acme/secret', author: 'lars', title: 'Something secret' });
    release('v9.0.0', { repo: 'acme/secret' });
    say(second, 'kenji', '/verified');
    await webhooks.deliverAll({ shuffleSeed: seed, repeat: 2, concurrency: 3 });
    webhooks.release();
    await settle();
    expect(told(...threads)).toEqual(['v1.5.0', 'v1.5.0', 'v1.5.0', 'v1.5.0']);
    expect(notes(first)[0]).toContain(`#${again.pull.number}`);
    const all = posted();
    expect(all.length).toBeGreaterThanOrEqual(4);
    expect(new Set(all).size).toBe(all.length);
    expect(JSON.stringify(t.world.sandbox.state()[CORE])).not.toContain('secret');
  });
});
