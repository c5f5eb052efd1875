import { describe, expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { BOT, CORE, telling } from './telling.ts';

/** Telling where people have gone, threads have moved or are locked, and GitHub has had enough. */

describeOnEngines('telling in spite of it', (on) => {
  const t = telling(on);
  const { begin, settle, pass, notes, told, ids, report, say, fix, release } = t;

  async function together(first: ThreadHandle, ...rest: ThreadHandle[]): Promise<void> {
    await settle();
    for (const thread of rest) say(thread, 'olga', `/cluster ${first.repo}#${first.number}`);
    await settle();
  }

  describe('a reporter who deleted the account', () => {
    it('is told nothing, and the others are', async () => {
      await begin();
      const gone = report('mira');
      const asked = report('gone-too');
      const other = report('kenji');
      await together(gone, asked, other);
      say(asked, 'ada', '/notify-me');
      await settle();
      t.people.deleteAccount('mira');
      t.people.deleteAccount('gone-too');
      fix(`Fixes #${gone.number}, fixes #${asked.number}`, { author: 'olga' });
      await settle();
      release('v1.4.0');
      await settle();
      expect(told(gone, other)).toEqual(['', 'v1.4.0']);
      // For who asked there; the ghost is nobody's reason.
      expect(notes(asked)[0]).toMatch(/^@ada\n/);
      expect(notes(asked)[0]).toContain('because you asked for it');
    });

    it('after being told leaves a note that is for nobody any more, and no second one for anybody', async () => {
      await begin();
      const gone = report('mira');
      const other = report('kenji');
      await together(gone, other);
      fix(`Fixes #${other.number}`, { author: 'olga' });
      release('v1.4.0');
      await settle();
      const before = ids(other);
      expect(told(gone, other)).toEqual(['v1.4.0', 'v1.4.0']);
      t.people.deleteAccount('mira');
      say(gone, 'nosy', 'Thanks!');
      say(other, 'kenji', '/verified');
      await settle();
      expect([notes(gone).length, ids(other)]).toEqual([0, before]);
      expect(notes(other)[0]).toContain('Thank you for confirming');
    });

    it('whose fix is released is not thanked', async () => {
      await begin();
      const issue = report('mira');
      await settle();
      const { pull } = fix(`Fixes #${issue.number}`, { author: 'zoe' });
      t.people.deleteAccount('zoe');
      pass();
      say(pull, 'olga', 'Good work.');
      await settle();
      release('v1.4.0');
      await settle();
      expect([told(issue), notes(pull, 'thanks')]).toEqual([['v1.4.0'], []]);
    });
  });

  it('tells on a transferred issue once: what was told before the move goes on there', async () => {
    await begin('', ['core', 'docs']);
    const issue = report('mira');
    const other = report('kenji');
    await together(issue, other);
    fix(`Fixes #${issue.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(issue, other)).toEqual(['v1.4.0', 'v1.4.0']);
    pass();
    const moved = t.people.transfer(issue, { by: 'olga', to: 'acme/docs' });
    await settle();
    expect([told(moved), ids(moved).length]).toEqual([['v1.4.0'], 1]);
    say(moved, 'mira', '/verified');
    await settle();
    expect(notes(moved)[0]).toContain('Thank you for confirming');
    expect(ids(moved)).toHaveLength(1);
  });

  it('tells on an issue that is transferred between fix and release, whichever is heard of first', async () => {
    await begin('', ['core', 'docs']);
    const issue = report('mira');
    await settle();
    fix(`Fixes #${issue.number}`, { author: 'olga' });
    await settle();
    const { webhooks } = t.world.sandbox;
    webhooks.hold();
    pass();
    const moved = t.people.transfer(issue, { by: 'olga', to: 'acme/docs' });
    release('v1.4.0');
    for (const { id } of [...webhooks.waiting()].reverse()) {
      await webhooks.deliver(id);
      await settle();
    }
    await webhooks.release();
    await settle();
    // What went to the old place is tried again, at the new one.
    pass(5);
    await settle();
    expect([told(moved), ids(moved).length]).toEqual([['v1.4.0'], 1]);
  });

  it('writes nothing new on a locked thread, keeps true what it wrote there, and tells once it is unlocked', async () => {
    await begin();
    const issue = report('mira');
    const later = report('kenji');
    await together(issue, later);
    fix(`Fixes #${issue.number}`, { author: 'olga' });
    pass();
    t.people.lock(later, { by: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(issue, later)).toEqual(['v1.4.0', '']);
    const [note] = ids(issue);
    t.people.lock(issue, { by: 'olga' });
    pass();
    t.people.deleteRelease(CORE, 'v1.4.0', 'olga');
    await settle();
    // An edit reaches nobody by mail, and what stands there must not be wrong.
    expect([told(issue), ids(issue)]).toEqual([['Good news'], [note]]);
    release('v1.4.1');
    t.people.unlock(later, 'olga');
    await settle();
    expect(told(issue, later)).toEqual(['v1.4.1', 'v1.4.1']);
  });

  describe.each([
    ['its primary limit', { kind: 'primary limit', resetInS: 1_800 } as const, 31],
    ['a secondary limit', { kind: 'secondary limit', status: 403, retryAfterS: 120 } as const, 3],
    ['a secondary limit with 429', { kind: 'secondary limit', status: 429, retryAfterS: 120 } as const, 3],
  ])('a release while GitHub sets %s', (_, fault, minutes) => {
    it('loses nobody, tells nobody twice and waits as long as it is asked to', async () => {
      await begin();
      const all = Array.from({ length: 6 }, (_each, n) => report(`person-${n}`));
      await together(...(all as [ThreadHandle, ...ThreadHandle[]]));
      fix(`Fixes #${all[0]?.number}`, { author: 'olga' });
      await settle();
      const isNote = ({ method, path }: { method: string; path: string }): boolean =>
        method === 'POST' && path.endsWith('/comments');
      t.world.sandbox.faults.add({ fault, when: isNote, skip: 2 });
      release('v1.4.0');
      const from = t.world.calls.length;
      await settle();
      const toldSoFar = () => all.filter((thread) => ids(thread).length > 0).length;
      expect(toldSoFar()).toBe(2);
      // One request met the limit; nothing was tried against it after that.
      expect(t.world.calls.slice(from).filter(isNote)).toHaveLength(3);
      pass(minutes - 2);
      await settle();
      expect(toldSoFar()).toBe(2);
      pass(3);
      await settle();
      expect(told(...all)).toEqual(all.map(() => 'v1.4.0'));
      expect(all.map((thread) => ids(thread).length)).toEqual(all.map(() => 1));
      expect(new Set(t.posted()).size).toBe(all.length);
    });
  });

  it('is not held up by a limit that the comparison of a release meets', async () => {
    await begin();
    const issue = report('mira');
    fix(`Fixes #${issue.number}`, { author: 'olga' });
    await settle();
    t.world.sandbox.faults.add({
      fault: { kind: 'primary limit', resetInS: 600 },
      when: ({ path }) => path.includes('/compare/'),
    });
    release('v1.4.0');
    await settle();
    expect(told(issue)).toEqual(['']);
    pass(12);
    await settle();
    expect(told(issue)).toEqual(['v1.4.0']);
    const [comments] = [t.world.sandbox.state()[CORE]?.threads[issue.number]?.comments ?? []];
    expect(comments.filter(({ author }) => author === BOT)).toHaveLength(1);
  });
});
