import type { FactRequest } from '../fact-request.ts';
import type { Facts } from '../facts.ts';
import type { SeenReaction } from '../github-facts.ts';
import type { Command, CommandTarget, Post } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isBot, mayTriage, triageRequest } from '../roles.ts';
import { threadNamed } from '../thread-name.ts';
import type { Account, CommentSnapshot } from '../vocabulary.ts';
import type { ThreadishEvent } from './heard.ts';
import { unedited } from './heard.ts';

/**
 * What people say of links without a command: a thumb on the app's comment, "Duplicate of #12", closing an issue as a
 * duplicate. Of those who may triage it is the command that it stands for; nobody is answered.
 */

/** Kinds of comments whose thumbs count. */
export const THUMBED = ['related', 'regression', 'cluster'] as const;
export type Thumbed = (typeof THUMBED)[number];

/** A comment of the app that people may have reacted to. */
type Reacted = Post & { nodeId: string };

/** The comments that stand on a thread and whose thumbs count. */
function reactedTo(posts: readonly Post[]): Reacted[] {
  return posts.filter(
    (post): post is Reacted =>
      post.kind === 'comment.put' &&
      post.state === 'sent' &&
      post.wanted === 'present' &&
      THUMBED.some((kind) => post.subject.startsWith(`${kind}:`)) &&
      post.nodeId !== null,
  );
}

/** No command of anybody's: only the comment goes. */
const WITHDRAW = 'withdraw';

/** Anybody's 👎 takes a comment of the app away for good, whether it holds as a word about the link or not. */
export function isWithdrawn(commands: readonly Command[], kind: Thumbed): boolean {
  return commands.some(
    ({ source, verb, key }) =>
      source.in === 'gesture' &&
      (verb === 'not-duplicate' || verb === WITHDRAW) &&
      key.startsWith(thumbKey(`${kind}:`, '')),
  );
}

function thumbKey(subject: string, rest: string): string {
  return `reaction:${subject}${rest}`;
}

/**
 * Thumbs on one comment that are heard by one event, the newest: each costs a question to GitHub, once. Those that are
 * left are heard by the next event.
 */
const THUMBS_HEARD_MAX = 20;

/** A thumb that is not stored yet, by the key that it will have. */
type Thumb = SeenReaction & { key: string; isCount: boolean };

/**
 * 👎 is `/not-duplicate`: of those with standing it holds, of anybody it takes the comment away. 👍 of those who may triage
 * is `/cluster`; of others it is refused like any command of theirs, and kept so that nobody asks again who they are.
 * On the comment that counts the reports of a problem a 👎 takes the comment away and no more, for it says of none of them
 * that it is another problem, and a 👍 says nothing.
 * @param linked the thread that this one is linked with; null: none
 */
export function hearThumbs(
  posts: readonly Post[],
  known: readonly Command[],
  linked: () => Omit<CommandTarget, 'triage'> | null,
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  const comments = reactedTo(posts);
  facts.require(comments.map(({ nodeId }) => reactions(nodeId, repository)));
  const keys = new Set(known.map(({ key }) => key));
  const thumbs = comments.flatMap((comment) => unheard(comment, keys, repository, facts));
  const ofLinks = thumbs.filter(({ isCount }) => !isCount);
  facts.require(ofLinks.map(({ actor }) => triageRequest(actor, repository)));
  const said = thumbs.map((thumb) => ({
    ...thumb,
    triage: !thumb.isCount && mayTriage(thumb.actor, repository, facts),
  }));
  const isJoining = ({ content, triage }: (typeof said)[number]): boolean => content === '+1' && triage;
  const other = said.some(isJoining) ? linked() : null;
  const there = other && facts.get({ kind: 'repository', repositoryId: other.ref.repositoryId });
  if (there !== null) facts.require(said.filter(isJoining).map(({ actor }) => triageRequest(actor, there)));
  return said.map((thumb): Command => {
    const { key, content, actor, triage, at } = thumb;
    const word = { key, source: { in: 'gesture', what: 'thumb' } as const, argument: '', actor, triage, at };
    if (thumb.isCount) return { ...word, verb: WITHDRAW, target: null };
    if (content === '-1') return { ...word, verb: 'not-duplicate', target: null };
    const target =
      isJoining(thumb) && other !== null && there !== null
        ? { ...other, triage: mayTriage(actor, there, facts) }
        : null;
    return { ...word, verb: 'cluster', target };
  });
}

/** The newest thumbs of people on a comment that were not heard. */
function unheard(
  { nodeId, subject }: Reacted,
  known: ReadonlySet<string>,
  repository: KnownRepository,
  facts: Facts,
): Thumb[] {
  return facts
    .get(reactions(nodeId, repository))
    .map((reaction) => ({
      ...reaction,
      key: thumbKey(subject, `:${reaction.content}:${reaction.actor.id}`),
      isCount: subject.startsWith('cluster:'),
    }))
    .filter(({ key, actor, isCount, content }) => {
      const saysNothing = isCount && content === '+1';
      return !saysNothing && !known.has(key) && !isBot(actor, repository);
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? -1 : 1))
    .slice(0, THUMBS_HEARD_MAX);
}

function reactions(
  nodeId: string,
  { id, owner, name }: KnownRepository,
): Extract<FactRequest, { kind: 'reactions' }> {
  return { kind: 'reactions', repositoryId: id, owner, name, nodeId };
}

/** A comment that begins with these words marks a duplicate on GitHub, too. */
const DUPLICATE_OF = /^\s*duplicate of\s+(\S{1,300})/i;

/**
 * "Duplicate of #12" by somebody who may triage, and an issue that such a one closed as a duplicate, also where no webhook
 * told of it.
 */
export function hearDuplicates(
  event: ThreadishEvent,
  known: readonly Command[],
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  const keys = new Set(known.map(({ key }) => key));
  const words = commentsOf(event, facts).flatMap(({ id, author, body, createdAt }) => {
    const word = DUPLICATE_OF.exec(body)?.[1] ?? '';
    const named = threadNamed(word, facts.standing.host);
    return named === null ? [] : [{ key: `words:${id}:${word}`, author, at: createdAt, named }];
  });
  const unheard = words.filter(({ key }) => !keys.has(key));
  facts.require(
    unheard.flatMap(({ author }) =>
      author === null || isBot(author, repository) ? [] : [triageRequest(author, repository)],
    ),
  );
  const said = unheard.flatMap(({ key, author, at, named }) =>
    hear(key, 'words', author, at, named, repository, facts),
  );
  const closing = closingOf(event, facts);
  if (closing === null || isBot(closing.actor, repository)) return said;
  const key = `closed:${closing.at.toISOString()}`;
  if (keys.has(key)) return said;
  const { id: repositoryId, owner, name } = repository;
  const of = facts.get({ kind: 'duplicateOf', repositoryId, owner, name, number: event.thread.number });
  return of === null
    ? said
    : [...said, ...hear(key, 'closed', closing.actor, closing.at, of, repository, facts)];
}

/** New comments that this event brings by their own author. Of an edited one it is not known who wrote what. */
function commentsOf(event: ThreadishEvent, facts: Facts): readonly CommentSnapshot[] {
  if (event.type === 'comment.created') {
    return event.comment.author?.id === event.actor?.id ? [event.comment] : [];
  }
  return event.type === 'item.backfilled' && event.origin === 'reconcile'
    ? unedited(event.comments, facts.standing.installedAt)
    : [];
}

/** Who closed the thread as a duplicate, and when; null where this event tells of no such thing. */
function closingOf(event: ThreadishEvent, facts: Facts): { actor: Account; at: Date } | null {
  const { stateReason, closedAt } = event.thread;
  if (stateReason !== 'duplicate') return null;
  if (event.type === 'thread.closed') {
    return event.actor && { actor: event.actor, at: closedAt ?? event.at };
  }
  if (event.type !== 'item.backfilled' || event.origin === 'history') return null;
  if (event.closedBy === null || closedAt === null || closedAt < facts.standing.installedAt) return null;
  return { actor: event.closedBy, at: closedAt };
}

function hear(
  key: string,
  what: 'words' | 'closed',
  actor: Account | null,
  at: Date,
  named: { repository: { owner: string; name: string } | null; number: number },
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  if (actor === null || isBot(actor, repository) || !mayTriage(actor, repository, facts)) return [];
  const home =
    named.repository === null ? repository : facts.get({ kind: 'repositoryNamed', ...named.repository });
  if (home === null) return [];
  const ref = { repositoryId: home.id, number: named.number };
  const { item } = facts.get({ kind: 'thread', ref });
  if (item === null) return [];
  const source = { in: 'gesture', what } as const;
  const said = { key, source, verb: 'cluster', argument: '', actor, triage: true, at };
  return joined(said, { ref, itemId: item.itemId }, facts);
}

/** The word holds where its giver may triage the other thread, too. */
function joined(
  said: Omit<Command, 'target'>,
  other: Omit<CommandTarget, 'triage'>,
  facts: Facts,
): Command[] {
  const there = facts.get({ kind: 'repository', repositoryId: other.ref.repositoryId });
  if (there === null || !mayTriage(said.actor, there, facts)) return [];
  return [{ ...said, target: { ...other, triage: true } }];
}
