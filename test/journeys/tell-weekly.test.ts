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
