import { describe, expect, it } from 'vitest';
import type { CommentEvent, Event } from '../../../src/loop/event.ts';
import { happened, repository } from '../situations.ts';
import { HERE, minute, RELEASED, report, says } from './failures.ts';
import { home, Organisation } from './organisation.ts';

const SECRET = repository({ id: 13, name: 'secret', nodeId: 'R_13' });

function commented(event: CommentEvent, at: Date): CommentEvent {
  return { ...event, at, comment: { ...event.comment, createdAt: at, updatedAt: at } };
}

/** How the comments that follow from clusters go out, in a word each. */
function haste(organisation: Organisation, event: Event): string[] {
  return organisation.take(event).effects.flatMap((effect) => {
    if (effect.kind !== 'comment.put' || !/^(related|cluster):/.test(effect.marker)) return [];
    return [effect.delayMs === undefined && effect.priority === 'normal' ? 'at once' : 'later'];
  });
}

describe('comments on the other threads of a cluster', () => {
  it('go at once where a repository becomes private, whichever thread is looked at first', () => {
    const organisation = new Organisation([SECRET, repository()]);
    for (const n of [2, 3, 4]) organisation.take(report(n));
    organisation.take(report(9, { repository: home(SECRET) }));
    const counted = { ...HERE, number: 2 };
    expect(organisation.comment(counted, 'cluster')).toContain('secret');
    organisation.repositories[0] = { ...SECRET, private: true };
    const { thread } = report(4);
    const touched = {
      ...happened,
      type: 'thread.touched',
      at: minute(100),
      thread,
      actor: null,
      hides: true,
    } as const;
    expect(new Set(haste(organisation, touched))).toEqual(new Set(['at once']));
    expect(organisation.comment(counted, 'cluster')).not.toContain('secret');
  });

  it.each(['/fixed-in v3.2.1', '/declined it is not safe', '/documented https://docs.example/fix'])(
    'go at once where a maintainer says %s',
    (word) => {
      const organisation = new Organisation();
      for (const event of [report(1), report(2), report(3), RELEASED]) organisation.take(event);
      const said = haste(organisation, commented(says(1, word, 60), minute(110)));
      expect(said.length).toBeGreaterThan(1);
      expect(new Set(said)).toEqual(new Set(['at once']));
    },
  );

  it('count who asked where it may be known, whatever they say in private', () => {
    const secret = { ...SECRET, private: true };
    const organisation = new Organisation([secret, repository()]);
    const hidden = report(7, { repository: home(secret) });
    for (const event of [report(1), report(2), hidden]) organisation.take(event);
    for (const who of [41, 42]) organisation.take(says(1, '/notify-me', who, 740 + who));
    const counts = () => organisation.comment({ ...HERE, number: 1 }, 'cluster');
    expect(counts()).toContain('2 more asked to be told.');
    const before = counts();
    const inside = { ...says(1, '/mute', 42, 801), thread: hidden.thread };
    organisation.take(commented(inside, minute(120)));
    organisation.take(report(2, { updatedAt: minute(121) }));
    expect(counts()).toBe(before);
  });
});
