import { describe, expect, it } from 'vitest';
import type { ToldThread, Wish } from '../../../src/loop/tell/audience.ts';
import { recipients } from '../../../src/loop/tell/audience.ts';
import { person } from '../situations.ts';
import { at } from './happened.ts';

const report = (number: number, who: number | null, changes: Partial<ToldThread> = {}): ToldThread => ({
  ref: { repositoryId: 12, number },
  type: 'issue',
  author: who === null ? null : person(who),
  authorRole: 'community',
  createdAt: at(number),
  isOpen: true,
  isWritable: true,
  isDismissed: false,
  isFix: false,
  hasNotice: false,
  wishes: [],
  ...changes,
});
const wish = (verb: Wish['verb'], who: number, minute = 30, replyTo: string | null = null): Wish => ({
  verb,
  actor: person(who),
  at: at(minute),
  replyTo,
});
const shown = (threads: readonly ToldThread[], quiet: string[] = []) =>
  recipients(threads, new Set(quiet)).map(
    ({ ref, reporter, askers }) =>
      `#${ref.number} ${[reporter?.id ?? '-', ...askers.map(({ id }) => `+${id}`)].join(' ')}`,
  );

describe('who is told, and where', () => {
  it.each<[string, ToldThread[], string[]]>([
    ['each reporter', [report(1, 1), report(2, 2)], ['#1 1', '#2 2']],
    [
      'once, on the first open thread',
      [report(1, 1, { isOpen: false }), report(2, 1), report(3, 1)],
      ['#2 1'],
    ],
    [
      'on the first by number of those of the same second, in whatever order they were heard of',
      [report(3, 1, { createdAt: at(2) }), report(2, 1, { createdAt: at(2) })],
      ['#2 1'],
    ],
    [
      'on the latest where none is open',
      [report(1, 1, { isOpen: false }), report(2, 1, { isOpen: false })],
      ['#2 1'],
    ],
    [
      'where they were told before',
      [report(1, 1), report(2, 1, { hasNotice: true, isOpen: false })],
      ['#2 1'],
    ],
    ['not on a locked thread', [report(1, 1, { isWritable: false }), report(2, 1)], ['#2 1']],
    ['nowhere but locked threads', [report(1, 1, { isWritable: false })], []],
    ['no staff, no bot', [report(1, 1, { authorRole: 'staff' }), report(2, 2, { authorRole: 'bot' })], []],
    ['nobody who is gone', [report(1, null)], []],
    ['nobody who was answered by hand', [report(1, 1, { isOpen: false, isDismissed: true })], []],
    ['not for the fix itself', [report(1, 1, { isFix: true, type: 'pull_request' })], []],
    ['who asked, where they asked', [report(1, 1, { wishes: [wish('notify-me', 5)] })], ['#1 1 +5']],
    [
      'who asked elsewhere',
      [report(1, 1), report(2, null, { wishes: [wish('notify-me', 5)] })],
      ['#1 1', '#2 - +5'],
    ],
    [
      'a reporter who asked on another thread, once',
      [report(1, 1), report(2, 2, { wishes: [wish('notify-me', 1)] })],
      ['#1 1', '#2 2'],
    ],
    ['not who said mute', [report(1, 1, { wishes: [wish('mute', 1)] })], []],
    [
      'the later word',
      [report(1, 1, { wishes: [wish('mute', 1, 30), wish('notify-me', 1, 40)] })],
      ['#1 1 +1'],
    ],
    ['staff who asked', [report(1, 9, { authorRole: 'staff', wishes: [wish('notify-me', 9)] })], ['#1 - +9']],
    [
      'nobody who asked on a locked thread',
      [report(1, null, { isWritable: false, wishes: [wish('notify-me', 5)] })],
      [],
    ],
  ])('%s', (_, threads, expected) => expect(shown(threads)).toEqual(expected));

  it('not whom the config leaves in peace', () =>
    expect(shown([report(1, 1), report(2, 2)], ['person-1'])).toEqual(['#2 2']));

  it('replies where it was asked in a discussion', () => {
    const [told] = recipients(
      [report(1, null, { type: 'discussion', wishes: [wish('notify-me', 5, 30, 'DC_1')] })],
      new Set(),
    );
    expect(told?.replyTo).toBe('DC_1');
    const [shared] = recipients(
      [report(1, 1, { type: 'discussion', wishes: [wish('notify-me', 5, 30, 'DC_1')] })],
      new Set(),
    );
    expect(shared?.replyTo).toBeNull();
  });
});
