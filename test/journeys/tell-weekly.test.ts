import { expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { CORE, telling } from './telling.ts';

/** What waits for somebody's word before it is told, and is asked for in the weekly issue. */

describeOnEngines('telling on a word in the weekly issue', (on) => {
  const t = telling(on);
  const { begin, settle, pass, notes, told, ids, report, say, fix, release, triage, tick, bodyOf } = t;

  const TRIAGE = 'triage: { repository: docs }\n';
  const REPOSITORIES = ['core', 'docs'];

  /** Reports that read alike, without being surely the same. */
  function alike(author: string, page: string): ThreadHandle {
    pass();
    return t.people.openIssue({
      repo: CORE,
      author,
      title: `Export of a large report stops at the ${page} page with a timeout`,
      body: `When I export a large report as PDF the export stops with a timeout at the ${page} page. It happens each time with more than a hundred pages. ${page}, always the ${page}.`,
    });
  }

  function boxOf(issue: ThreadHandle, action: string): string {
    const box = new RegExp(`fullcircle:box:(${action}:[\\w-]+) `).exec(bodyOf(issue))?.[1];
    if (box === undefined) throw new Error(`no box ${action}`);
    return box;
  }

  it('tells the rest once somebody ticks the box, which then stays ticked', async () => {
    await begin(`notices: { per_release_max: 2 }\n${TRIAGE}`, REPOSITORIES);
    const first = report('person-0');
    await settle();
    const all = [first, ...[1, 2, 3].map((n) => report(`person-${n}`))];
    await settle();
    for (const thread of all.slice(1)) say(thread, 'olga', `/cluster #${first.number}`);
    fix(`Fixes #${first.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    const toldNow = () => all.filter((thread) => notes(thread).length > 0).length;
    expect(toldNow()).toBe(2);
    const weekly = await triage(report('ada', 'acme/docs'));
    const box = boxOf(weekly, 'approve');
    expect(bodyOf(weekly)).toContain('2 people would be told (more than one release may tell): “Good news');
    // Who they are is not told.
    const [, waits = ''] = bodyOf(weekly).split('### Waits for approval');
    expect(waits.split('### ', 1)[0]).not.toMatch(/person-\d/);
    tick(weekly, 'olga', box);
    await settle();
    expect(told(...all)).toEqual(all.map(() => 'v1.4.0'));
    pass();
    await settle();
    expect(bodyOf(weekly)).toMatch(new RegExp(`- \\[x\\] tell them.*${box}`));
    // Asked for anew, the box stays ticked until the issue closes.
    await triage(weekly);
    expect(bodyOf(weekly)).toMatch(new RegExp(`- \\[x\\] tell them.*${box}`));
  });

  it.each<[string, (told: ThreadHandle, waiting: ThreadHandle, pull: ThreadHandle) => void]>([
    [
      'the fix was taken back',
      (_told, _waiting, pull) =>
        fix(`Reverts ${CORE}#${pull.number}`, { title: 'Revert "Open the gate"', author: 'olga' }),
    ],
    ['whom it was for wants none', (_told, waiting) => say(waiting, 'kim', '/mute')],
    ['the release is gone', () => t.people.deleteRelease(CORE, 'v1.4.0', 'olga')],
  ])('asks no more where %s', async (_, happens) => {
    await begin(`notices: { per_release_max: 1 }\n${TRIAGE}`, REPOSITORIES);
    const first = report('mira');
    await settle();
    const waiting = report('kim');
    await settle();
    say(waiting, 'olga', `/cluster #${first.number}`);
    const { pull } = fix(`Fixes #${first.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(first, waiting)).toEqual(['v1.4.0', '']);
    expect(bodyOf(await triage(report('ada', 'acme/docs')))).toContain('1 person would be told');
    happens(first, waiting, pull);
    await settle();
    expect(bodyOf(await triage(report('ada', 'acme/docs')))).not.toContain('would be told');
  });

  it('tells of what was fixed before the installation on a word alone', async () => {
    const before: ThreadHandle[] = [];
    await begin(TRIAGE, REPOSITORIES, () => {
      before.push(report('mira'));
      fix(`Fixes #${before[0]?.number}`, { author: 'olga' });
      pass();
    });
    release('v1.4.0');
    await settle();
    expect(told(...before)).toEqual(['']);
    const weekly = await triage(report('ada', 'acme/docs'));
    expect(bodyOf(weekly)).toContain(
      '1 person would be told (fixed before the app was installed): “Good news',
    );
    tick(weekly, 'olga', boxOf(weekly, 'approve'));
    await settle();
    expect(told(...before)).toEqual(['v1.4.0']);
  });

  it('asks whether what may be the same is fixed, too, and tells its reporter on a yes', async () => {
    await begin(TRIAGE, REPOSITORIES);
    const fixed = alike('mira', 'ninetieth');
    const open = alike('kenji', 'second');
    await settle();
    fix(`Fixes #${fixed.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    expect(told(fixed, open)).toEqual(['v1.4.0', '']);
    const weekly = await triage(report('ada', 'acme/docs'));
    expect(bodyOf(weekly)).toContain('### Fixed, too? (1)');
    tick(weekly, 'olga', boxOf(weekly, 'confirm'));
    await settle();
    expect(told(fixed, open)).toEqual(['v1.4.0', 'v1.4.0']);
    expect(ids(fixed)).toHaveLength(1);
    say(weekly, 'olga', '/undo');
    await settle();
    expect(told(fixed, open)).toEqual(['v1.4.0', '']);
  });

  it('tells of a decision that a merged cluster had, until the merge is taken back', async () => {
    await begin(TRIAGE, REPOSITORIES);
    const first = report('mira');
    await settle();
    const second = report('kenji');
    await settle();
    const weekly = await triage(report('ada', 'acme/docs'));
    say(weekly, 'olga', '/decide c2 decline we will not');
    await settle();
    const declined = 'Thank you for raising this';
    expect(told(first, second)).toEqual(['', declined]);
    const [note] = ids(second);
    say(second, 'olga', `/cluster #${first.number}`);
    await settle();
    expect(told(first, second)).toEqual([declined, declined]);
    expect(ids(second)).toEqual([note]);
    say(second, 'olga', '/undo');
    await settle();
    expect(told(first, second)).toEqual(['', declined]);
  });

  it.each(['older', 'newer'])(
    'asks again for those who came by a merge, where the %s was approved',
    async (which) => {
      await begin(`notices: { per_release_max: 0 }\n${TRIAGE}`, REPOSITORIES);
      const reports: ThreadHandle[] = [];
      for (const author of ['mira', 'kenji', 'kim']) {
        reports.push(report(author));
        await settle();
      }
      const [first, second, third] = reports as [ThreadHandle, ThreadHandle, ThreadHandle];
      fix(reports.map(({ number }) => `Fixes #${number}`).join(', '), { author: 'olga' });
      release('v1.4.0');
      await settle();
      const weekly = await triage(report('ada', 'acme/docs'));
      const [approved, joined] = which === 'older' ? [first, second] : [second, first];
      say(weekly, 'olga', `/approve c${approved.number}`);
      await settle();
      const toldNow = () => told(first, second, third).map((word) => word !== '');
      const isApproved = [first, second, third].map((each) => each === approved);
      expect(toldNow()).toEqual(isApproved);
      say(approved, 'olga', `/cluster #${joined.number}`);
      await settle();
      expect(toldNow()).toEqual(isApproved);
      await triage(weekly);
      expect(bodyOf(weekly)).toContain('c1: 1 person would be told');
      say(weekly, 'olga', '/approve c1');
      await settle();
      expect(toldNow()).toEqual([true, true, false]);
    },
  );

  it('takes the reason of a merged cluster back where its triage repository becomes private', async () => {
    await begin(TRIAGE, REPOSITORIES);
    const reports: ThreadHandle[] = [];
    for (const author of ['mira', 'kenji', 'kim']) {
      reports.push(report(author));
      await settle();
    }
    const [first, second, third] = reports as [ThreadHandle, ThreadHandle, ThreadHandle];
    const weekly = await triage(report('ada', 'acme/docs'));
    say(weekly, 'olga', '/decide c3 decline we will not');
    await settle();
    // Two merges, one after the other.
    say(third, 'olga', `/cluster #${second.number}`);
    await settle();
    say(second, 'olga', `/cluster #${first.number}`);
    await settle();
    const all = () => reports.flatMap((thread) => notes(thread)).join();
    expect(all()).toContain('we will not');
    pass();
    t.people.privatise('acme/docs');
    await settle();
    expect(all()).not.toContain('we will not');
  });

  it('tells nothing on a no, and does not ask again', async () => {
    await begin(TRIAGE, REPOSITORIES);
    const fixed = alike('mira', 'ninetieth');
    const open = alike('kenji', 'second');
    await settle();
    fix(`Fixes #${fixed.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    const weekly = await triage(report('ada', 'acme/docs'));
    tick(weekly, 'olga', boxOf(weekly, 'reject'));
    await settle();
    expect(told(fixed, open)).toEqual(['v1.4.0', '']);
    pass(7 * 24 * 60);
    const next = await triage(report('ada', 'acme/docs'));
    expect(next.number).not.toBe(weekly.number);
    expect(bodyOf(next)).not.toContain('Fixed, too?');
  });
});
