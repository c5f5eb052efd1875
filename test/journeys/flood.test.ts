import { expect, it } from 'vitest';
import { countAsked } from '../store/counted.ts';
import { describeOnEngines } from '../store/engines.ts';
import { BOT, CORE, telling } from './telling.ts';

/** Somebody opens the same report again and again. */

/** `FULLCIRCLE_COPIES=500` takes minutes. */
const COPIES = Number(process.env.FULLCIRCLE_COPIES ?? 40);
/** Copies whose cost is compared: the first ones that find a cluster, and the last. */
const COMPARED = 5;
/** A look-up reads at most a hundred candidates, so that the cost grows until there are as many, and no further. */
const GROWTH_MAX = 3;

/** Two reports of others, three copies, the comment on the one that stands for all, and the notes when it is fixed. */
const COMMENTS_MAX = 20;
/** Threads that a weekly issue names, whatever was opened. */
const NAMED_MAX = 60;

describeOnEngines('a flood of copies', (on) => {
  const t = telling(on);
  const { begin, settle, pass, say, fix, release, triage, notes } = t;

  const text = (n: number) => ({
    title: `Gate stays shut: cannot read the hinge (${n})`,
    body: "On 3.2.0:\n\n```\nTypeError: Cannot read properties of undefined (reading 'hinge')\n    at openGate (src/gate.ts:41:9)\n    at walkThrough (src/walk.ts:12:3)\n```",
  });

  /** Opens a copy, lets the app do what it will, and says what that took. */
  async function copy(n: number): Promise<number> {
    pass();
    const { asked, end } = countAsked(on.store);
    const before = t.world.calls.length;
    t.people.openIssue({ repo: CORE, author: 'flora', ...text(n) });
    await settle();
    end();
    return asked.statements + asked.rows + t.world.calls.length - before;
  }

  /** What comes once an hour is no part of it. */
  const median = (costs: readonly number[]) =>
    costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0;

  it('of one account costs each event as much as at first, pings nobody again, and is one problem', async () => {
    await begin('clusters: { comment: certain }\ntriage: { repository: docs }\n', ['core', 'docs']);
    for (const [n, author] of ['mira', 'kenji'].entries()) {
      pass();
      t.people.openIssue({ repo: CORE, author, ...text(n) });
      await settle();
    }
    const costs: number[] = [];
    for (let n = 0; n < COPIES; n += 1) costs.push(await copy(n + 10));
    const early = median(costs.slice(10 - COMPARED, 10));
    const late = median(costs.slice(-COMPARED));
    expect(late).toBeLessThanOrEqual(early * GROWTH_MAX);

    fix('Fixes #1', { author: 'olga' });
    await settle();
    release('v3.2.1');
    await settle();
    const threads = Object.values(t.world.sandbox.state()[CORE]?.threads ?? {});
    const said = threads.flatMap(({ comments }) => comments.filter(({ author }) => author === BOT));
    expect(said.length).toBeLessThanOrEqual(COMMENTS_MAX);
    expect(said.some(({ body }) => /@flora/.test(body))).toBe(false);
    // Who reported it is told once that it is fixed, however many copies they wrote.
    for (const number of [1, 2]) expect(notes({ repo: CORE, number })).toHaveLength(1);
    expect(said.filter(({ body }) => body.includes('<!-- fullcircle:notice:'))).toHaveLength(3);

    pass();
    const place = t.people.openIssue({ repo: 'acme/docs', author: 'ada', title: 'A typo', body: 'Here.' });
    await settle();
    say(place, 'theo', '/why');
    const body = t.bodyOf(await triage(place));
    const named = new Set([...body.matchAll(/core(?:#|\/issues\/)(\d+)/g)].map(([, number]) => number));
    expect(named.size).toBeLessThanOrEqual(NAMED_MAX);
    expect(body.length).toBeLessThan(20_000);
    expect(body).not.toMatch(/(?<![`\w])@flora/);
    expect(await on.store.inbox.list({ state: 'dead', limit: 1 })).toEqual([]);
  }, 600_000);
});
