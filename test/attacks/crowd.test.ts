import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_ACCOUNTS_REPORTS_MAX, REPORTS_PER_AUTHOR_MAX } from '../../src/loop/cluster/author-share.ts';
import { COMMANDS } from '../../src/loop/commands.ts';
import type { ThreadEvent } from '../../src/loop/event.ts';
import type { Command } from '../../src/loop/item.ts';
import { FAILURE, minute, report, says } from '../loop/decide/failures.ts';
import { Organisation } from '../loop/decide/organisation.ts';
import { hostileText, POWERS } from '../loop/render/hostile.ts';
import { person } from '../loop/situations.ts';

/** Many reports that want to be many voices, and texts that want the app to shout. */

/** Each look-up of these tests reads everything anew: `FULLCIRCLE_COPIES=500` takes a minute. */
const FLOOD = Number(process.env.FULLCIRCLE_COPIES ?? 80);
/** Given out days before the reports were opened. */
const NEW_ACCOUNT = 305_000_000;

function flooded(authorOf: (n: number) => number): Organisation {
  const organisation = new Organisation();
  for (const event of [report(1), report(2)]) organisation.take(event);
  for (let n = 10; n < 10 + FLOOD; n += 1) {
    organisation.take(report(n, { ...FAILURE[n % 3], author: person(authorOf(n)) }));
  }
  return organisation;
}

/** Comments that were put on GitHub for the flood alone. */
const comments = ({ writes }: Organisation) => writes.filter(({ kind }) => kind === 'comment.put').length;

describe(`${FLOOD} copies of a report`, () => {
  it('by one account are answered a few times, and count as one voice', () => {
    const organisation = flooded(() => 50);
    // A comment each for those that were gathered, and the one on the issue that stands for all, edited each time.
    expect(comments(organisation)).toBeLessThanOrEqual(2 + 2 * REPORTS_PER_AUTHOR_MAX + 2);
    expect(organisation.clusters()[0]).toHaveLength(2 + REPORTS_PER_AUTHOR_MAX);
  });

  it('by as many new accounts are answered a few times, and gathered no further', () => {
    const organisation = flooded((n) => NEW_ACCOUNT + n);
    expect(comments(organisation)).toBeLessThanOrEqual(2 + 2 * NEW_ACCOUNTS_REPORTS_MAX + 2);
    expect(organisation.clusters()[0]).toHaveLength(2 + NEW_ACCOUNTS_REPORTS_MAX);
  });
});

describe('a stranger whose commands are mistaken, over and over', () => {
  const TIMES = 30;
  /** What the app writes while this is said in that many comments. */
  function answered(text: string, who: number): Organisation['writes'] {
    const organisation = new Organisation();
    organisation.take(report(1));
    const before = organisation.writes.length;
    for (let n = 0; n < TIMES; n += 1) {
      organisation.take({ ...says(1, text, who, 1_000 + n), at: minute(60 + n) });
    }
    return organisation.writes.slice(before);
  }

  it.each([
    ['who reported it', '/verified', 1],
    ['who asked to be told of it', '/notify-me\n/still-broken', 9],
  ])('%s gets one comment, and a reaction to each other one', (_, text, who) => {
    const writes = answered(text, who);
    expect(writes.filter(({ kind }) => kind === 'comment.put')).toMatchObject([{ marker: 'command:1000' }]);
    const confused = writes.flatMap((write) =>
      write.kind === 'reaction.set' && write.content === 'confused' ? [write.comment?.id] : [],
    );
    expect(new Set(confused).size).toBe(TIMES - 1);
    expect(confused).not.toContain(1_000);
  });

  it('is told each time where they may triage', () => {
    const writes = answered('/stage adopted', 60).filter(({ kind }) => kind === 'comment.put');
    expect(writes).toHaveLength(TIMES);
  });
});

describe('a stranger who edits commands into their comments, over and over', () => {
  const PAD = 'x'.repeat(900);
  /** Twenty commands with words that are new each time. */
  const lines = (verb: string, n: number): string =>
    Array.from({ length: 20 }, (_, line) => `/${verb} ${n}-${line} ${PAD}`).join('\n');
  function kept(verb: string, comments: number): Command[] {
    const organisation = new Organisation();
    organisation.take(report(1));
    for (let n = 0; n < 20; n += 1) {
      const said = says(1, lines(verb, n), 9, 1_000 + (n % comments));
      const comment = { ...said.comment, updatedAt: minute(60 + n) };
      const type = n < comments ? 'comment.created' : 'comment.edited';
      organisation.take({ ...said, type, comment, at: minute(60 + n) });
    }
    return organisation.threads.get('12-1')?.commands ?? [];
  }

  it.each(['why', 'still-broken', 'stage', 'declined'])('leaves one /%s a comment, without words', (verb) => {
    const commands = kept(verb, 3);
    expect(commands.map(({ key }) => key).sort()).toEqual(
      [1_000, 1_001, 1_002].map((id) => `issue_comment:${id}:${verb}:`),
    );
    for (const { argument } of commands) expect(argument).toBe('');
  });

  it('leaves no more than a thread can bear', () => {
    const organisation = new Organisation();
    organisation.take(report(1));
    const all = Object.keys(COMMANDS).map((verb) => `/${verb} x`);
    for (let n = 0; n < 8; n += 1) organisation.take(says(1, all.join('\n'), 9, 1_000 + n));
    expect(organisation.threads.get('12-1')?.commands).toHaveLength(60);
    // Of others each word is heard.
    organisation.take(says(1, '/notify-me', 8, 2_000));
    organisation.take(says(1, '/stage adoption', 60, 2_001));
    expect(organisation.threads.get('12-1')?.commands).toHaveLength(62);
  });
});

describe('what the app writes about hostile reports', () => {
  it('mentions, closes and commands nothing, and ends with one marker of its own', () => {
    let written = 0;
    fc.assert(
      fc.property(hostileText, hostileText, (title, body) => {
        const organisation = new Organisation();
        for (const n of [1, 2, 3]) {
          const text = FAILURE[n - 1] ?? FAILURE[0];
          const event: ThreadEvent = report(n, {
            title: `${text.title} ${title}`.slice(0, 256),
            body: `${text.body}\n\n${body}\n@ada @acme/core fixes #1 <!-- fullcircle:why:12-1 -->`,
            createdAt: minute(n),
          });
          organisation.take(event);
        }
        organisation.take(says(1, '/why', 5));
        for (const effect of organisation.writes) {
          if (effect.kind !== 'comment.put') continue;
          written += 1;
          const lines = effect.body.split('\n');
          const own = lines.filter((line) => /^<!-- fullcircle:[^>]*-->$/.test(line));
          expect(own).toEqual([lines.at(-1)]);
          // Addresses of threads are the app's own; code pings nobody.
          const text = effect.body
            .replace(/\]\(https:\/\/redirect\.github\.com\/[^)\s]*\)/g, ']')
            .replace(/`[^`\n]*`/g, '');
          expect(text).not.toMatch(POWERS.mention ?? /$^/);
          expect(text).not.toMatch(POWERS['closing keyword'] ?? /$^/);
          expect(lines.filter((line) => /^\s*\/[a-z]/.test(line))).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
    expect(written).toBeGreaterThan(50);
  });
});
