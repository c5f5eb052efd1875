import { describe, expect, it } from 'vitest';
import type { CommentEvent } from '../../../src/loop/event.ts';
import { repository, settings } from '../situations.ts';
import { HERE, minute, RELEASED, report, says } from './failures.ts';
import { Organisation } from './organisation.ts';

const NOTICE = [{ ...HERE, number: 1 }, 'notice'] as const;

function said(body: string, who: number, n: number): CommentEvent {
  const event = says(1, body, who, 8000 + n);
  return {
    ...event,
    at: minute(n),
    comment: { ...event.comment, createdAt: minute(n), updatedAt: minute(n) },
  };
}

/** A report that others asked to be told of, and that is fixed. */
function told(...askers: number[]): Organisation {
  const organisation = new Organisation();
  organisation.take(report(1));
  for (const [index, who] of askers.entries()) organisation.take(said('/notify-me', who, 20 + index));
  organisation.take(RELEASED);
  organisation.take(said('/fixed-in v3.2.1', 60, 70));
  return organisation;
}

describe('a notice that waits', () => {
  it('is dropped when nobody wants it any more, and is there again when somebody does', () => {
    const notices = { ...settings().notices, perReleaseMax: 0 };
    const organisation = new Organisation([repository({ settings: settings({ notices }) })]);
    const kept = () => [...organisation.fixes.notices.values()].map(({ held }) => held);
    organisation.take(report(1));
    organisation.take(RELEASED);
    organisation.take(said('/fixed-in v3.2.1', 60, 70));
    expect(kept()).toEqual(['budget']);
    organisation.take(said('/mute', 1, 80));
    expect(kept()).toEqual([]);
    organisation.take(said('/undo', 1, 90));
    expect(kept()).toEqual(['budget']);
  });
});

describe('a notice that several people read', () => {
  it('says why of all of them', () => {
    expect(told().comment(...NOTICE)).toContain('because you reported this problem.');
    expect(told(31).comment(...NOTICE)).toContain(
      'because you reported this problem or asked for it with `/notify-me`.',
    );
  });

  it('tells none of them what another has said', () => {
    const organisation = told(31);
    organisation.take(said('/verified', 1, 80));
    expect(organisation.comment(...NOTICE)).not.toContain('Thank you for confirming');
    // Whoever asked has not answered yet.
    expect(organisation.comment(...NOTICE)).toContain('`/still-broken`');
    organisation.take(said('/verified', 31, 81));
    expect(organisation.comment(...NOTICE)).not.toContain('`/still-broken`');
  });

  it('doubts without saying whose doubt it is', () => {
    const organisation = told(31);
    organisation.take(said('/still-broken', 1, 80));
    expect(organisation.comment(...NOTICE)).not.toContain('You said');
    expect(organisation.comment(...NOTICE)).toContain('Somebody says that it is still broken');
  });

  it('speaks to its only reader', () => {
    const organisation = told();
    organisation.take(said('/verified', 1, 80));
    expect(organisation.comment(...NOTICE)).toContain('Thank you for confirming');
  });
});
