import type { CommandLine } from '../commands.ts';
import { commandRow, parseCommands } from '../commands.ts';
import type { CommentEvent, ItemBackfilledEvent, ThreadEvent, ThreadLabelEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Command, CommandTarget, Judgement } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isBot, isInTeams, mayTriage } from '../roles.ts';
import { threadNamed } from '../thread-name.ts';
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
 * Commands of one person on one thread that are kept where they may not triage: more than anybody has to say, and few
 * enough to be read at each event.
 */
const STRANGERS_COMMANDS_MAX = 60;

/**
 * Commands in the text that this event brings. Only its own author is heard: what somebody else edited in is text, also
 * where the thread is brought to another place afterwards. Texts from before the installation are no commands either.
 * Words are kept where they may count: of whoever may not say a verb it is known that they did, and no more.
 */
export function hearCommands(
  event: ThreadishEvent,
  repository: KnownRepository,
  facts: Facts,
  known: readonly Command[],
): Command[] {
  const before = byPlace(known);
  const isEdit = event.type === 'thread.edited' || event.type === 'comment.edited';
  const kept = new Map<number, number>();
  for (const command of known) if (isOfStranger(command)) count(kept, command.actor);
  return texts(event, facts).flatMap(({ text, source, author, at }) => {
    if (author === null || isBot(author, repository)) return [];
    const lines = parseCommands(text, repository.settings.commands.prefix);
    return lines.flatMap((said, line): Command[] => {
      const { verb } = said;
      const place = placeOf(source, verb);
      // GitHub's times are whole seconds: the milliseconds keep the order of a text's lines.
      const word = { source, verb, actor: author, at: new Date(at.getTime() + line) };
      // Asked once, when the command is first read: a replay must not depend on later permissions. But whoever was
      // refused may have got the permission until they edit their text.
      const { decided, refused } = heardBefore(before.get(place) ?? [], said);
      const earlier = decided ?? refused;
      if (earlier !== undefined && (earlier === decided || !isEdit || !isForFew(verb))) {
        return [again(earlier, word)];
      }
      const triage = isPermitted(verb, author, repository, facts);
      if (!triage && refused !== undefined) return [again(refused, word)];
      const argument = triage ? said.argument : '';
      const target = triage ? targetOf(said, author, repository, facts) : null;
      const plainKey = `${place}${argument}`;
      const key = plainKey === refused?.key ? `${plainKey}${PERMITTED_SINCE}` : plainKey;
      const command = { ...word, key, argument, triage, target };
      if (!isOfStranger(command)) return [command];
      return count(kept, author) > STRANGERS_COMMANDS_MAX ? [] : [command];
    });
  });
}

/** Counts one more of an account. */
function count(byAccount: Map<number, number>, { id }: Account): number {
  const counted = (byAccount.get(id) ?? 0) + 1;
  byAccount.set(id, counted);
  return counted;
}

function isOfStranger({ source, triage }: Pick<Command, 'source' | 'triage'>): boolean {
  return source.in !== 'gesture' && !triage;
}

/** Begins the keys of all commands of one verb in one text. */
function placeOf(source: SpokenText['source'], verb: string): string {
  return `${source.in === 'thread' ? 'thread' : `${source.family}:${source.id}`}:${verb}:`;
}

function byPlace(commands: readonly Command[]): Map<string, Command[]> {
  const found = new Map<string, Command[]>();
  for (const command of commands) {
    if (command.source.in === 'gesture') continue;
    const place = placeOf(command.source, command.verb);
    found.set(place, [...(found.get(place) ?? []), command]);
  }
  return found;
}

/** Ends the key of a command without words that was refused before: it is another one. */
const PERMITTED_SINCE = 'permitted';

/**
 * The commands of the same verb in the same text that a line was heard as before: of those who may triage what says the
 * same, of others whatever they said.
 */
function heardBefore(
  earlier: readonly Command[],
  { verb, argument }: CommandLine,
): { decided: Command | undefined; refused: Command | undefined } {
  const isAll = commandRow(verb).takes === null;
  return {
    decided: earlier.find((command) => command.triage && (isAll || command.argument === argument)),
    refused: earlier.find((command) => !command.triage),
  };
}

/** The same command, heard at another moment. */
function again({ key, argument }: Command, word: Pick<Command, 'source' | 'verb' | 'actor' | 'at'>): Command {
  return { ...word, key, argument, triage: false, target: null };
}

/** Whether a verb says nothing at all where its giver is not permitted to say it. */
function isForFew(verb: CommandLine['verb']): boolean {
  const { permission } = commandRow(verb);
  return permission === 'triage' || permission === 'functions';
}

/** Whether the giver may say this verb by triage permission, or as a member of a function where that is enough. */
export function isPermitted(
  verb: CommandLine['verb'],
  author: Account,
  repository: KnownRepository,
  facts: Facts,
): boolean {
  const { permission } = commandRow(verb);
  if (permission === 'anyone') return false;
  if (mayTriage(author, repository, facts)) return true;
  const { functions } = repository.settings;
  return (
    permission === 'functions' && isInTeams(author, Object.values(functions).flat(), repository, facts, true)
  );
}

/** The thread that a command names, as it is found now; null where it names none, or one of a repository that nobody knows. */
function targetOf(
  { verb, argument }: CommandLine,
  author: Account,
  repository: KnownRepository,
  facts: Facts,
): CommandTarget | null {
  if (commandRow(verb).takes !== 'thread') return null;
  const named = threadNamed(argument, facts.standing.host);
  if (named === null) return null;
  const home =
    named.repository === null ? repository : facts.get({ kind: 'repositoryNamed', ...named.repository });
  if (home === null) return null;
  const ref = { repositoryId: home.id, number: named.number };
  const { item } = facts.get({ kind: 'thread', ref });
  return {
    ref,
    itemId: item?.itemId ?? null,
    type: item?.snapshot.type,
    triage: mayTriage(author, home, facts),
  };
}

interface SpokenText {
  text: string;
  source: Exclude<Command['source'], { in: 'gesture' }>;
  author: Account | null;
  at: Date;
}

function texts(event: ThreadishEvent, facts: Facts): SpokenText[] {
  switch (event.type) {
    case 'thread.opened':
      // Whoever moves a thread, or makes a discussion of an issue, brings a text that others may have edited.
      if (event.from !== undefined) return [];
      return ownBody(event, event.thread.createdAt);
    case 'thread.edited':
      return ownBody(event, event.at);
    case 'comment.created':
      return ownComment(event, event.comment.createdAt);
    case 'comment.edited':
      return ownComment(event, event.comment.updatedAt);
    case 'item.backfilled':
      return event.origin === 'history' ? [] : missed(event, facts.standing.installedAt);
    default:
      return [];
  }
}

/** A text that its own author brings. */
function ownBody({ thread, actor }: ThreadEvent, at: Date): SpokenText[] {
  const { body: text, author } = thread;
  return sameAccount(actor, author) ? [{ text, source: { in: 'thread' }, author, at }] : [];
}

function ownComment({ comment, actor }: CommentEvent, at: Date): SpokenText[] {
  return sameAccount(actor, comment.author) ? [spoken(comment, at)] : [];
}

/** What lost webhooks should have told. Of an edited comment it is not known by whom, so it is not heard. */
function missed({ thread, written, comments }: ItemBackfilledEvent, installedAt: Date): SpokenText[] {
  const { body: text, author } = thread;
  const isOwn = written !== undefined && sameAccount(written.by, author) && written.at >= installedAt;
  return [
    ...(isOwn ? [{ text, source: { in: 'thread' as const }, author, at: written.at }] : []),
    ...unedited(comments, installedAt).map((comment) => spoken(comment, comment.createdAt)),
  ];
}

/** Comments since the installation that are as their authors wrote them. */
export function unedited(comments: readonly CommentSnapshot[], installedAt: Date): CommentSnapshot[] {
  return comments.filter(
    ({ createdAt, updatedAt }) => createdAt >= installedAt && updatedAt.getTime() === createdAt.getTime(),
  );
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
