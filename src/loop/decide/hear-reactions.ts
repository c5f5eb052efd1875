import type { FactRequest, Facts, KnownRepository, SeenReaction } from '../facts.ts';
import type { Command, CommandTarget, Post } from '../item.ts';
import { isBot, mayTriage } from '../roles.ts';

/** A comment of the app that people may have reacted to. */
type Reacted = Post & { nodeId: string };

/** The related comments that stand on a thread: 👍 and 👎 on them are words about the link. */
function reactedTo(posts: readonly Post[]): Reacted[] {
  return posts.filter(
    (post): post is Reacted =>
      post.kind === 'comment.put' &&
      post.state === 'sent' &&
      post.wanted === 'present' &&
      post.subject.startsWith('related:') &&
      post.nodeId !== null,
  );
}

/**
 * What people say of a link with their thumbs. 👎 is `/not-duplicate`: of those with standing it holds, of anybody it takes
 * the comment away. 👍 of those who may triage is `/cluster`; of others it is an opinion, and no command.
 * @param linked the thread that this one is linked with; null: none
 */
export function hearReactions(
  posts: readonly Post[],
  known: readonly Command[],
  linked: () => Omit<CommandTarget, 'triage'> | null,
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  const comments = reactedTo(posts);
  if (comments.length === 0) return [];
  const asked = comments.map(({ nodeId }) => request(nodeId, repository));
  facts.require(asked);
  const keys = new Set(known.map(({ key }) => key));
  return comments.flatMap((comment) =>
    facts.get(request(comment.nodeId, repository)).flatMap((reaction): Command[] => {
      const key = `reaction:${comment.subject}:${reaction.content}:${reaction.actor.id}`;
      if (keys.has(key) || isBot(reaction.actor, repository)) return [];
      return thumb(reaction, key, comment.slot, linked, repository, facts);
    }),
  );
}

function request(
  nodeId: string,
  { id, owner, name }: KnownRepository,
): Extract<FactRequest, { kind: 'reactions' }> {
  return { kind: 'reactions', repositoryId: id, owner, name, nodeId };
}

function thumb(
  { content, actor, at }: SeenReaction,
  key: string,
  slot: string,
  linked: () => Omit<CommandTarget, 'triage'> | null,
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  const triage = mayTriage(actor, repository, facts);
  const said = { key, source: { in: 'reaction' as const, slot }, argument: '', actor, triage, at };
  if (content === '-1') return [{ ...said, verb: 'not-duplicate', target: null }];
  const other = triage ? linked() : null;
  if (other === null) return [];
  // A thread of another repository takes the permission there, too: who has not got it says `/cluster` in vain as well.
  const there = facts.get({ kind: 'repository', repositoryId: other.ref.repositoryId });
  if (there === null || !mayTriage(actor, there, facts)) return [];
  return [{ ...said, verb: 'cluster', target: { ...other, triage: true } }];
}
