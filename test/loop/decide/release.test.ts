import { describe, expect, it } from 'vitest';
import type { ReleaseEvent, ThreadEvent } from '../../../src/loop/event.ts';
import type { ThreadSnapshot } from '../../../src/loop/vocabulary.ts';
import { happened, person, repository, thread } from '../situations.ts';
import { home, Organisation } from './organisation.ts';

/** A release that becomes another one: one report, its fix, and a release before or after it. */

const HERE = repository();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 16, 9, minute));
const FIX = `${'0'.repeat(38)}f1`;
const REPORT = { repositoryId: HERE.id, number: 1 };

/** A report, and its fix merged at minute 5, in a history `begin, fix, later`, with these tags on its commits. */
function fixed(tags: { begin?: string; fix?: string; later?: string }): Organisation {
  const organisation = new Organisation([HERE]);
  organisation.fixes.history.set(HERE.id, [
    { sha: `${'0'.repeat(38)}b0`, message: 'Begin', tags: tags.begin === undefined ? [] : [tags.begin] },
    { sha: FIX, message: 'Open the gate (#2)', tags: tags.fix === undefined ? [] : [tags.fix] },
    { sha: `${'0'.repeat(38)}a9`, message: 'Tidy up', tags: tags.later === undefined ? [] : [tags.later] },
  ]);
  organisation.take(told('thread.opened', 1, { number: 1, author: person(1), createdAt: at(1) }));
  organisation.take(
    told('thread.closed', 5, {
      number: 2,
      type: 'pull_request',
      title: 'Open the gate',
      body: 'Fixes #1',
      author: person(2),
      merged: true,
      mergeCommitSha: FIX,
      baseRef: 'main',
      state: 'closed',
      closedAt: at(5),
    }),
  );
  return organisation;
}

function told(type: ThreadEvent['type'], minute: number, changes: Partial<ThreadSnapshot>): ThreadEvent {
  const { number = 0 } = changes;
  const snapshot = thread({
    repository: home(HERE),
    nodeId: `T_${number}`,
    id: 1_000 + number,
    updatedAt: at(minute),
    ...changes,
  });
  return { ...happened, at: at(minute), type, thread: snapshot, actor: person(100) };
}

function release(
  type: ReleaseEvent['type'],
  minute: number,
  tag: string,
  changes: Partial<ReleaseEvent['release']> = {},
): ReleaseEvent {
  return {
    ...happened,
    at: at(minute),
    type,
    repository: home(HERE),
    actor: person(100),
    release: {
      id: 900,
      tag,
      name: tag,
      body: '',
      prerelease: false,
      draft: false,
      targetCommitish: 'main',
      url: `https://github.com/acme/widgets/releases/tag/${tag}`,
      publishedAt: at(minute),
      ...changes,
    },
  };
}

/** The version that the reporter is told of; null: of none. */
const version = (organisation: Organisation): string | null =>
  /`(v[\d.]+)`/.exec(organisation.comment(REPORT, 'notice') ?? '')?.[1] ?? null;

describe('a release that becomes another one', () => {
  it('has a fix that it did not have before', () => {
    const organisation = fixed({ begin: 'v1.4.0', later: 'v1.4.1' });
    organisation.take(release('release.published', 10, 'v1.4.0'));
    expect(version(organisation)).toBeNull();
    organisation.take(release('release.edited', 20, 'v1.4.1', { publishedAt: at(10) }));
    expect(version(organisation)).toBe('v1.4.1');
  });

  it('has a fix that came in after it was first published', () => {
    const organisation = new Organisation([HERE]);
    const later = fixed({ begin: 'v1.4.0', later: 'v1.4.1' });
    organisation.fixes.history.set(HERE.id, later.fixes.history.get(HERE.id) ?? []);
    organisation.take(told('thread.opened', 1, { number: 1, author: person(1), createdAt: at(1) }));
    organisation.take(release('release.published', 2, 'v1.4.0'));
    organisation.take(
      told('thread.closed', 5, {
        number: 2,
        type: 'pull_request',
        body: 'Fixes #1',
        author: person(2),
        merged: true,
        mergeCommitSha: FIX,
        baseRef: 'main',
        state: 'closed',
        closedAt: at(5),
      }),
    );
    organisation.take(release('release.edited', 20, 'v1.4.1', { publishedAt: at(2) }));
    expect(version(organisation)).toBe('v1.4.1');
  });

  it('has a fix no more that it had before, and says so', () => {
    const organisation = fixed({ begin: 'v1.3.9', later: 'v1.4.0' });
    organisation.take(release('release.published', 10, 'v1.4.0'));
    expect(version(organisation)).toBe('v1.4.0');
    organisation.take(release('release.edited', 20, 'v1.3.9', { publishedAt: at(10) }));
    expect(organisation.comment(REPORT, 'notice')).toBeDefined();
    expect(version(organisation)).toBeNull();
  });

  it('is there again once it is published again', () => {
    const organisation = fixed({ later: 'v1.4.0' });
    organisation.take(release('release.published', 10, 'v1.4.0'));
    organisation.take(release('release.deleted', 15, 'v1.4.0', { publishedAt: at(10) }));
    expect(version(organisation)).toBeNull();
    organisation.take(release('release.published', 20, 'v1.4.0'));
    expect(version(organisation)).toBe('v1.4.0');
  });

  it('stays gone where its deletion is told before its publication', () => {
    const organisation = fixed({ later: 'v1.4.0' });
    organisation.take(release('release.deleted', 15, 'v1.4.0', { publishedAt: at(10) }));
    organisation.take(release('release.published', 10, 'v1.4.0'));
    expect(version(organisation)).toBeNull();
  });

  it('has what its notes name, once they do, and no more once they do not', () => {
    const organisation = fixed({ begin: 'v1.4.0' });
    const notes = (minute: number, body: string) =>
      organisation.take(release('release.edited', minute, 'v1.4.0', { publishedAt: at(10), body }));
    organisation.take(release('release.published', 10, 'v1.4.0'));
    notes(20, 'Picked for you: #2');
    expect(version(organisation)).toBe('v1.4.0');
    notes(30, 'Picked for you: #3');
    expect(version(organisation)).toBeNull();
  });

  it('keeps what it has where an older word comes late', () => {
    const organisation = fixed({ begin: 'v1.4.0' });
    const notes = (minute: number, body: string) =>
      organisation.take(release('release.edited', minute, 'v1.4.0', { publishedAt: at(10), body }));
    organisation.take(release('release.published', 10, 'v1.4.0'));
    notes(30, 'Picked for you: #2');
    notes(20, 'Picked for you: #3');
    expect(version(organisation)).toBe('v1.4.0');
    organisation.take(release('release.edited', 25, 'v1.3.9', { publishedAt: at(10) }));
    expect(version(organisation)).toBe('v1.4.0');
  });

  it('is not asked about again for other words', () => {
    const organisation = fixed({ later: 'v1.4.0' });
    organisation.take(release('release.published', 10, 'v1.4.0'));
    const commits = organisation.fixes.history.get(HERE.id) ?? [];
    const moved = commits.map((commit, index) => ({ ...commit, tags: index === 0 ? ['v1.4.0'] : [] }));
    organisation.fixes.history.set(HERE.id, moved);
    organisation.take(release('release.edited', 20, 'v1.4.0', { publishedAt: at(10), body: 'Better words' }));
    expect(version(organisation)).toBe('v1.4.0');
  });
});
