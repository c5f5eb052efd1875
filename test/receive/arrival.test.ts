import { describe, expect, it } from 'vitest';
import { toEvent } from '../../src/receive/to-event.ts';
import { delivery, fixture } from './payloads.ts';

const told = fixture('issues.opened.ghost-author');

describe('issues.opened of a transferred issue', () => {
  it.each<[string, unknown, unknown]>([
    [
      'names the place it came from',
      { old_issue: { number: 5, id: 1 }, old_repository: { id: 13, name: 'x' } },
      { repositoryId: 13, number: 5 },
    ],
    ['names half of it', { old_issue: { number: 5 } }, undefined],
    ['names nothing', {}, undefined],
    ['has no changes', null, undefined],
  ])('%s', (_, changes, from) => {
    const received = toEvent(delivery('issues', { ...told, changes }));
    const event = 'event' in received ? received.event : null;
    expect(event).toMatchObject({ type: 'thread.opened' });
    expect(event && 'from' in event ? event.from : undefined).toEqual(from);
  });
});
