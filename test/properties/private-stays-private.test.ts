import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThreadEvent } from '../../src/loop/event.ts';
import { home, Organisation } from '../loop/decide/organisation.ts';
import { comment, happened, person, repository, thread } from '../loop/situations.ts';

/** What only the text of one thread says, so that it is known wherever it turns up. */
const secretOf = (repositoryId: number, number: number): string => `heron${repositoryId}x${number}`;

const RUNS = 40;

/** The same failure in each thread, beside a word of its own in the title, the prose and the error's line. */
function report(
  at: { repositoryId: number; isPrivate: boolean },
  number: number,
  minute: number,
): ThreadEvent {
  const word = secretOf(at.repositoryId, number);
  const created = new Date(Date.parse('2026-11-16T09:00:00Z') + minute * 60_000);
  const place = repository({
    id: at.repositoryId,
    nodeId: `R_${at.repositoryId}`,
    name: `larch-${at.repositoryId}`,
    private: at.isPrivate,
  });
  const snapshot = thread({
    repository: home(place),
    number,
    nodeId: `I_${at.repositoryId}_${number}`,
    id: at.repositoryId * 1000 + number,
    author: person(1 + ((at.repositoryId + number) % 6)),
    title: `resolveConfig throws ERR_MODULE_NOT_FOUND for ${word}`,
    body: `With ${word} on 3.2.0:\n\n\`\`\`\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-core imported from loader\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n\`\`\``,
    createdAt: created,
    updatedAt: created,
  });
  return { ...happened, at: created, type: 'thread.opened', thread: snapshot, actor: snapshot.author };
}

const places = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 4 })
  .map((privacies) => privacies.map((isPrivate, index) => ({ repositoryId: 20 + index, isPrivate })));

const stories = places.chain((all) =>
  fc.array(fc.nat(all.length - 1), { minLength: 2, maxLength: 7 }).chain((where) =>
    fc.record({
      all: fc.constant(all),
      where: fc.constant(where),
      order: fc.shuffledSubarray(
        where.map((_, index) => index),
        { minLength: where.length },
      ),
      closed: fc.option(fc.nat(where.length - 1), { nil: null }),
      duplicates: fc.array(fc.tuple(fc.nat(where.length - 1), fc.nat(where.length - 1)), { maxLength: 3 }),
    }),
  ),
);

describe('what is written because of clusters', () => {
  it('says nothing of a private repository outside of it, whatever is private and in whatever order it comes', () => {
    let comments = 0;
    let closings = 0;
    fc.assert(
      fc.property(stories, ({ all, where, order, closed, duplicates }) => {
        const organisation = new Organisation(
          all.map(({ repositoryId, isPrivate }) =>
            repository({
              id: repositoryId,
              nodeId: `R_${repositoryId}`,
              name: `larch-${repositoryId}`,
              private: isPrivate,
            }),
          ),
        );
        const events = where.map((place, index) => report(all[place] ?? all[0] ?? never(), index + 1, index));
        for (const index of order) organisation.take(events[index] ?? never());
        const late = closed === null ? undefined : events[closed];
        if (late !== undefined)
          organisation.take({
            ...late,
            type: 'thread.closed',
            thread: { ...late.thread, state: 'closed', closedAt: late.at, updatedAt: new Date(8.64e12) },
          });
        // Whoever asks why is told as little.
        for (const [index, place] of where.entries()) {
          const asked = events[index] ?? never();
          if (all[place]?.isPrivate === true) continue;
          const body = comment({ id: 900 + index, body: '/why', author: person(7) });
          organisation.take({ ...asked, type: 'comment.created', comment: body, actor: person(7) });
        }
        for (const [turn, [index, target]] of duplicates.entries()) {
          const asked = events[index] ?? never();
          const named = `acme/larch-${(all[where[target] ?? 0] ?? never()).repositoryId}#${target + 1}`;
          const body = comment({ id: 800 + turn, body: `/duplicate ${named}`, author: person(60) });
          organisation.take({ ...asked, type: 'comment.created', comment: body, actor: person(60) });
        }
        for (const write of organisation.writes) {
          if (!('thread' in write)) continue;
          // Which command it was is not told to GitHub.
          const told = write.kind === 'issue.state' ? { ...write.state, command: '' } : write;
          const said = JSON.stringify(told);
          if (write.kind === 'comment.put') comments += 1;
          if (write.kind === 'issue.state') closings += 1;
          for (const [index, place] of where.entries()) {
            const { repositoryId, isPrivate } = all[place] ?? never();
            if (!isPrivate || repositoryId === write.thread.repositoryId) continue;
            expect(said).not.toContain(secretOf(repositoryId, index + 1));
            expect(said).not.toContain(`larch-${repositoryId}`);
            // GitHub shows on the closed issue what it is a duplicate of.
            expect(said).not.toContain(`"of":${repositoryId * 1000 + index + 1},`);
          }
        }
      }),
      { numRuns: RUNS },
    );
    // Silence would keep every secret.
    expect(comments).toBeGreaterThan(RUNS);
    expect(closings).toBeGreaterThan(RUNS / 4);
  });
});

function never(): never {
  throw new Error('out of range');
}
