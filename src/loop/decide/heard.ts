import { COMMANDS, parseCommands } from '../commands.ts';
import type { CommentEvent, ItemBackfilledEvent, ThreadEvent, ThreadLabelEvent } from '../event.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Command, Judgement } from '../item.ts';
import { isBot, mayTriage } from '../roles.ts';
import type { Account, CommentSnapshot } from '../vocabulary.ts';

/** Events that tell something of one thread. */
export type ThreadishEvent = ThreadEvent | ThreadLabelEvent | CommentEvent | ItemBackfilledEvent;

/** What humans say by this event: labels put on or taken off by hand, commands. Bots are not heard. */
export function hearJudgements(event: ThreadishEvent, repository: KnownRepository): Judgement[] {
  switch (event.type) {
    case 'thread.labeled':
    case 'thread.unlabeled':
      return judgement(event.label, event.type === 'thread.labeled', event.actor, event.at, repository);
    case 'item.backfilled':
      return event.labelChanges.flatMap((change) =>
        judgement(change.label, change.added, change.actor, change.at, repository),
      );
    default:
      return [];
  }
}

function judgement(
  label: string,
  added: boolean,
  actor: Account | null,
  at: Date,
  repository: KnownRepository,
): Judgement[] {
  if (actor === null || isBot(actor, repository)) return [];
  const verb = added ? 'added' : 'removed';
  return [{ key: `label:${label}:${verb}:${at.toISOString()}`, verb, label, actor, at }];
}

/**
 * Commands in the text that this event brings. Only its own author is heard: what somebody else edited in is text.
 * Texts from before the installation are no commands either.
 */
export function hearCommands(
  event: ThreadishEvent,
  repository: KnownRepository,
  facts: Facts,
  knownKeys: ReadonlySet<string>,
): Command[] {
  return texts(event, facts).flatMap(({ text, source, author, at }) => {
    if (author === null || isBot(author, repository)) return [];
    const lines = parseCommands(text, repository.settings.commands.prefix);
    return lines.map(({ verb, argument }, line): Command => {
      const from = source.in === 'thread' ? 'thread' : `${source.family}:${source.id}`;
      const key = `${from}:${verb}:${argument}`;
      // Asked once, when the command is first read: a replay must not depend on later permissions.
      const asks = COMMANDS[verb].permission === 'triage' || verb === 'undo';
      const triage = asks && !knownKeys.has(key) && mayTriage(author, repository, facts);
      // GitHub's times are whole seconds: the milliseconds keep the order of a text's lines.
      const said = new Date(at.getTime() + line);
      return { key, source, verb, argument, actor: author, triage, target: null, at: said };
    });
  });
}

interface SpokenText {
  text: string;
  source: Command['source'];
  author: Account | null;
  at: Date;
}

function texts(event: ThreadishEvent, facts: Facts): SpokenText[] {
  switch (event.type) {
    case 'thread.opened':
      return [
        {
          text: event.thread.body,
          source: { in: 'thread' },
          author: event.thread.author,
          at: event.thread.createdAt,
        },
      ];
    case 'thread.edited':
      if (!sameAccount(event.actor, event.thread.author)) return [];
      return [
        { text: event.thread.body, source: { in: 'thread' }, author: event.thread.author, at: event.at },
      ];
    case 'comment.created':
      return [spoken(event.comment, event.comment.createdAt)];
    case 'comment.edited':
      if (!sameAccount(event.actor, event.comment.author)) return [];
      return [spoken(event.comment, event.comment.updatedAt)];
    case 'item.backfilled':
      if (event.origin === 'history') return [];
      // Who edited a text is not told here, so only texts that were never edited are heard.
      return event.comments
        .filter(
          (comment) =>
            comment.createdAt >= facts.standing.installedAt &&
            comment.updatedAt.getTime() === comment.createdAt.getTime(),
        )
        .map((comment) => spoken(comment, comment.createdAt));
    default:
      return [];
  }
}

function spoken(comment: CommentSnapshot, at: Date): SpokenText {
  const { id, nodeId, family, parentNodeId } = comment;
  return {
    text: comment.body,
    source: { in: 'comment', id, nodeId, family, parentNodeId },
    author: comment.author,
    at,
  };
}

function sameAccount(a: Account | null, b: Account | null): boolean {
  return a !== null && b !== null && a.id === b.id;
}
