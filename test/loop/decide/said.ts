import type { Effect } from '../../../src/loop/effect.ts';
import type { CommentEvent, Event, ThreadEvent, ThreadLabelEvent } from '../../../src/loop/event.ts';
import type { Command, Item, Post } from '../../../src/loop/item.ts';
import { comment, decideIn, happened, person, thread } from '../situations.ts';

/** What happens to one thread, in few words, and what the app wants to do about it, in fewer. */

/** A thread that says clearly where its author stands. */
export const RETENTION = {
  title: 'Regression: works in 3.1, crashes since upgrading to 3.2',
  body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again. Downgrading to 3.1 fixes it.',
};

export const opened = (changes: Partial<ThreadEvent['thread']> = {}): ThreadEvent => {
  const snapshot = thread({ ...RETENTION, ...changes });
  return { ...happened, type: 'thread.opened', thread: snapshot, actor: snapshot.author };
};

export const commented = (body: string, who = 60, changes: Partial<CommentEvent> = {}): CommentEvent => ({
  ...happened,
  type: 'comment.created',
  thread: thread(RETENTION),
  comment: comment({ body, author: person(who) }),
  actor: person(who),
  ...changes,
});

export const labelled = (
  label: string,
  who = 60,
  changes: Partial<ThreadLabelEvent> = {},
): ThreadLabelEvent => ({
  ...happened,
  type: 'thread.labeled',
  thread: thread({ ...RETENTION, labels: [label] }),
  label,
  actor: person(who),
  ...changes,
});

export const post = (slot: string, changes: Partial<Post> = {}): Post => ({
  slot,
  kind: 'label.add',
  hash: 'x',
  wanted: 'present',
  state: 'sent',
  subject: '',
  nodeId: null,
  ...changes,
});
export const labelPost = (stage: string, changes: Partial<Post> = {}): Post =>
  post(`label:12-34:stage: ${stage}`, changes);

/** `+label`, `-label`, `👍 77`, `😕 77`, `comment why:…` */
export function told(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case 'label.add':
        return `+${effect.label}`;
      case 'label.remove':
        return `-${effect.label}`;
      case 'labels.create':
        return `create ${effect.labels.length}`;
      case 'reaction.set':
        return `${effect.removed ? 'no ' : ''}${effect.content} ${effect.comment?.id ?? 'thread'}`;
      case 'comment.put':
        return `comment ${effect.marker}`;
      case 'comment.remove':
        return `uncomment ${effect.marker}`;
      case 'issue.put':
      case 'issue.close':
        return `${effect.kind} ${effect.marker}`;
      case 'check.put':
        return `check ${effect.conclusion}`;
      default:
        throw new Error(`unexpected effect: ${JSON.stringify(effect)}`);
    }
  });
}

export function itemOf(event: Event, world: Parameters<typeof decideIn>[0] = {}): Omit<Item, 'itemId'> {
  const change = decideIn(world, event).changes.find((each) => each.type === 'item.put');
  if (change?.type !== 'item.put') throw new Error('no item');
  return change.item;
}

export const known = (
  event: Event = opened(),
  changes: Partial<Item> = {},
  world: Parameters<typeof decideIn>[0] = {},
): Item => ({ itemId: 1, ...itemOf(event, world), ...changes });

export function commandOf(
  line: string,
  { id = 77, who = 60, at = '2026-11-16T09:30:00Z', triage = true, body = false } = {},
): Command {
  const [verb = '', ...rest] = line.split(' ');
  const argument = rest.join(' ');
  return {
    key: `${body ? 'thread' : `issue_comment:${id}`}:${verb}:${argument}`,
    source: body
      ? { in: 'thread' }
      : { in: 'comment', id, nodeId: `C_${id}`, family: 'issue_comment', parentNodeId: null },
    verb,
    argument,
    actor: person(who),
    triage,
    target: null,
    at: new Date(at),
  };
}
