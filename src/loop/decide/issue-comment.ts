import type { CommentPut, CommentRemove } from '../effect.ts';
import type { Post } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Agenda } from '../triage/agenda.ts';
import { renderBrief } from '../triage/brief.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { isThere } from './place.ts';
import { threadTarget } from './thread-target.ts';

/** What the app says below a weekly issue, and where. */
type Place = Pick<CommentPut, 'slot' | 'leastMode' | 'mode' | 'priority' | 'thread' | 'marker'>;

export function issueComment(
  thread: ThreadSnapshot,
  repository: KnownRepository,
  marker: string,
  body: string,
): CommentPut {
  return { kind: 'comment.put', ...placeOf(thread, repository, marker), body, replyToNodeId: null };
}

/** The brief of a cluster below the weekly issue; null where it is no topic of it. */
export function briefOf(
  id: string,
  agenda: Agenda,
  thread: ThreadSnapshot,
  repository: KnownRepository,
): CommentPut | null {
  const topic = agenda.topics.find(({ clusterId }) => `c${clusterId}` === id);
  if (topic === undefined) return null;
  const body = renderBrief({ topic, host: agenda.host, week: agenda.week });
  return issueComment(thread, repository, `brief:${id}`, body);
}

/** The briefs that stand below a weekly issue, or are about to: `c12` each. */
export function briefsBelow(
  posts: readonly Post[],
  thread: ThreadSnapshot,
  repository: KnownRepository,
): Set<string> {
  const { slot } = placeOf(thread, repository, 'brief:');
  const there = posts.filter((post) => post.slot.startsWith(slot) && isThere(post));
  return new Set(there.map((post) => post.slot.slice(slot.length)));
}

/** A brief that has to hide something: as the agenda has its topic, and gone where it has it no more. */
export function briefAnew(
  id: string,
  agenda: Agenda,
  thread: ThreadSnapshot,
  repository: KnownRepository,
): CommentPut | CommentRemove {
  return (
    briefOf(id, agenda, thread, repository) ?? {
      kind: 'comment.remove',
      ...placeOf(thread, repository, `brief:${id}`),
    }
  );
}

function placeOf(thread: ThreadSnapshot, repository: KnownRepository, marker: string): Place {
  const ref = { repositoryId: repository.id, number: thread.number };
  return {
    slot: `comment:${threadKey(ref)}:${marker}`,
    leastMode: 'suggest',
    mode: repository.settings.mode,
    priority: 'answer',
    thread: threadTarget(thread, repository),
    marker,
  };
}
