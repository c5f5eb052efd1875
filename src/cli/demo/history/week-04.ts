import type { Happening } from './types.ts';

/** 2026-W13, 2026-03-23 to 2026-03-29: a fix for the login, clocks change on Sunday. */
export const WEEK_04: readonly Happening[] = [
  {
    kind: 'commented',
    at: '2026-03-23T13:13:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'rfc-priorities',
    comment: 'rfc-priorities/c1',
    body: 'This is careful work. Direction yes, I want to look at the index under vacuum before I say more.',
  },
  {
    kind: 'commented',
    at: '2026-03-23T15:13:00Z',
    actor: 'mira-okafor',
    thread: 'rfc-priorities',
    comment: 'rfc-priorities/c2',
    body: 'We would test this with real traffic.',
  },
  {
    kind: 'commented',
    at: '2026-03-23T15:40:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'hang-big-payload',
    comment: 'hang-big-payload/c1',
    body: 'You debugged it for us. We should notify with the id only.',
  },
  {
    kind: 'closed',
    at: '2026-03-23T19:40:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'hang-big-payload',
    reason: 'completed',
  },
  {
    kind: 'reacted',
    at: '2026-03-25T08:44:00Z',
    actor: 'mira-okafor',
    content: '+1',
    target: { on: 'thread', thread: 'feature-otel' },
  },
];
