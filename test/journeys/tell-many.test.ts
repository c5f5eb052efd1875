import { expect, it } from 'vitest';
import { describeOnEngines } from '../store/engines.ts';
import { CORE, telling } from './telling.ts';

/** More people than one release may tell. */

/** Finding out that so many reports are one problem takes most of the time; `FULLCIRCLE_REPORTERS=400` takes minutes. */
const REPORTERS = Number(process.env.FULLCIRCLE_REPORTERS ?? 40);
/** 50 of 400 */
const LIMIT = REPORTERS / 8;

/** Calls of GitHub for a release: the comparison … */
const CALLS_OF_RELEASE = 1;
/** … and for each note: whether one is there, and the note itself. */
const CALLS_OF_NOTE_MAX = 2;

describeOnEngines('telling many', (on) => {
  const t = telling(on);
  const { begin, settle, pass, notes, say, fix, release, triage } = t;

  it('tells an eighth of its reporters by itself, in their order, and the rest when it is approved', async () => {
    const config = `clusters: { comment: never, max_size: 500 }\nnotices: { per_release_max: ${LIMIT} }\ntriage: { repository: docs }\n`;
    await begin(config, ['core', 'docs'], () => {
      for (let n = 1; n <= REPORTERS; n += 1) {
        pass();
        t.people.openIssue({
          repo: CORE,
          author: `person-${n}`,
          title: `Gate stays shut: cannot read the hinge (${n})`,
          body: `On 3.2.0:\n\n\`\`\`\nTypeError: Cannot read properties of undefined (reading 'hinge')\n    at openGate (src/gate.ts:41:9)\n    at walkThrough (src/walk.ts:12:3)\n\`\`\``,
        });
      }
    });
    const issues = Array.from({ length: REPORTERS }, (_, n) => ({ repo: CORE, number: n + 1 }));
    const toldNumbers = () => issues.filter((each) => notes(each).length > 0).map(({ number }) => number);
    fix('Fixes #1', { author: 'olga' });
    await settle();
    const before = t.world.calls.length;
    release('v1.4.0');
    await settle();
    const calls = t.world.calls.slice(before);
    expect(toldNumbers()).toEqual(issues.slice(0, LIMIT).map(({ number }) => number));
    expect(calls.filter(({ path }) => path.includes('/compare/'))).toHaveLength(1);
    expect(calls.length).toBeLessThanOrEqual(CALLS_OF_RELEASE + CALLS_OF_NOTE_MAX * LIMIT);
    pass();
    const place = t.people.openIssue({ repo: 'acme/docs', author: 'ada', title: 'A typo', body: 'Here.' });
    await settle();
    const weekly = await triage(place);
    expect(t.bodyOf(weekly)).toContain(`${REPORTERS - LIMIT} people would be told`);
    const cluster = /fullcircle:box:approve:(c\d+) /.exec(t.bodyOf(weekly))?.[1];
    const from = t.world.calls.length;
    say(weekly, 'olga', `/approve ${cluster}`);
    await settle();
    expect(toldNumbers()).toEqual(issues.map(({ number }) => number));
    // One after the other, each once, in their order.
    const posts = t.world.calls
      .slice(from)
      .flatMap(({ method, path }) =>
        method === 'POST' ? (/core\/issues\/(\d+)\/comments$/.exec(path)?.[1] ?? []) : [],
      );
    expect(posts.map(Number)).toEqual(issues.slice(LIMIT).map(({ number }) => number));
    expect(issues.every((each) => notes(each).length === 1)).toBe(true);
  }, 600_000);
});
