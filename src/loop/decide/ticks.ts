import type { ItemBackfilledEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { SeenEdit } from '../github-facts.ts';
import type { Command, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { parseBoxes, parseMarker } from '../render/marker.ts';
import { isBot } from '../roles.ts';
import type { Agenda } from '../triage/agenda.ts';
import { boxKey } from '../triage/human.ts';
import type { Account, ThreadSnapshot } from '../vocabulary.ts';
import type { WeekIssueRecord } from '../week-record.ts';
import { type OfferedBox, offeredBoxes, unreadTicks } from './boxes.ts';
import type { ThreadishEvent } from './heard.ts';
import { isPermitted } from './heard.ts';

/** The weekly issue that a thread is; null: it is none of the app's. */
export function weeklyIssueOf(thread: ThreadSnapshot, facts: Facts): WeekIssueRecord | null {
  if (thread.type !== 'issue' || thread.author?.login !== facts.standing.botLogin) return null;
  const marker = parseMarker(thread.body);
  return facts.get({
    kind: 'weekIssue',
    repositoryId: thread.repository.id,
    number: thread.number,
    week: marker?.kind === 'triage' ? marker.key : null,
  });
}

/**
 * The boxes that somebody ticked by an edit of the weekly issue, as the commands that they stand for. What the edit itself
 * changed counts: of two people who tick at once, each says one thing, whichever text is the last.
 */
export function hearTicks(
  event: ThreadishEvent,
  issue: WeekIssueRecord | null,
  state: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  if (!issue?.agenda || issue.closedAt !== null) return [];
  if (event.type === 'item.backfilled') return unheardTicks(event, issue.agenda, state, repository, facts);
  if (event.type !== 'thread.edited' || event.actor === null) return [];
  if (event.actor.login === facts.standing.botLogin) return [];
  const before = event.bodyBefore ?? (event.thread.body === '' ? null : state.item?.snapshot.body);
  if (before === null || before === undefined) return [];
  const known = new Set(state.commands.map(({ key }) => key));
  const offered = offeredBoxes(issue.agenda);
  const wasTicked = tickedIn(before);
  const { actor, at } = event;
  return [...tickedIn(event.thread.body)].flatMap((box, index): Command[] => {
    const said = offered.get(box);
    if (said === undefined || wasTicked.has(box) || known.has(tickKey(box, actor, at))) return [];
    return [tick({ box, said, actor, at, index }, repository, facts)];
  });
}

/**
 * Ticks of which no webhook told, found when the issue is read anew: GitHub is asked who wrote them. Where it does not
 * tell, they stay unheard.
 */
function unheardTicks(
  { origin, thread: { number, body, updatedAt } }: ItemBackfilledEvent,
  agenda: Agenda,
  { commands }: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): Command[] {
  const boxes = origin === 'history' ? [] : unreadTicks(body, agenda, commands);
  if (boxes.length === 0) return [];
  const { id: repositoryId, owner, name } = repository;
  const edits = facts.get({ kind: 'edits', repositoryId, owner, name, number, foundAt: updatedAt });
  const offered = offeredBoxes(agenda);
  return boxes.flatMap((box, index): Command[] => {
    const said = offered.get(box);
    const by = tickedBy(box, edits);
    if (said === undefined || by === null || by.actor.login === facts.standing.botLogin) return [];
    return [tick({ box, said, ...by, index }, repository, facts)];
  });
}

/** The newest edit by which a box came to be ticked; null: GitHub does not tell. */
function tickedBy(box: string, edits: readonly SeenEdit[]): { actor: Account; at: Date } | null {
  const isTicked = ({ text }: SeenEdit): boolean => text !== null && tickedIn(text).has(box);
  const unticked = edits.findLastIndex((edit) => edit.text !== null && !isTicked(edit));
  const found = edits.slice(unticked + 1).find(isTicked);
  return found?.actor ? { actor: found.actor, at: found.at } : null;
}

function tickKey(box: string, { id }: Account, at: Date): string {
  return `tick:${box}:${id}:${at.toISOString()}`;
}

/** A tick as the command that it stands for. */
function tick(
  { box, said, actor, at, index }: { box: string; said: OfferedBox; actor: Account; at: Date; index: number },
  repository: KnownRepository,
  facts: Facts,
): Command {
  const triage = isOneWho(actor, repository, facts);
  const target = said.thread === null || !triage ? null : targetOf(said.thread, facts);
  return {
    key: tickKey(box, actor, at),
    source: { in: 'gesture', what: 'tick' },
    ...said.words,
    actor,
    triage,
    target,
    // Milliseconds keep the order of the boxes of one edit.
    at: new Date(at.getTime() + index),
  };
}

function tickedIn(body: string): Set<string> {
  return new Set(
    parseBoxes(body.replaceAll('\r\n', '\n'))
      .filter(({ ticked }) => ticked)
      .map(boxKey),
  );
}

/** Whether somebody may decide by a tick; bots cannot. */
function isOneWho(actor: Account, repository: KnownRepository, facts: Facts): boolean {
  return !isBot(actor, repository) && isPermitted('decide', actor, repository, facts);
}

/** Whoever may decide in the triage repository may settle what stands in its issue. */
function targetOf(
  { repositoryId, number, itemId }: NonNullable<OfferedBox['thread']>,
  facts: Facts,
): Command['target'] {
  const ref = { repositoryId, number };
  const { item } = facts.get({ kind: 'thread', ref });
  return { ref, itemId: item === null ? null : itemId, triage: true };
}

/**
 * `/confirm` and `/reject` of a thread that stands in no pair of the issue are about nothing: they name no thread. Asked
 * once, when they are first read, for a pair that is settled is shown no more.
 */
export function ofShownPair(command: Command, issue: WeekIssueRecord | null): Command {
  const { verb, target } = command;
  if ((verb !== 'confirm' && verb !== 'reject') || target === null || !issue?.agenda) return command;
  const isShown = issue.agenda.duplicates.some(
    ({ itemId, otherItemId }) => itemId === target.itemId || otherItemId === target.itemId,
  );
  return isShown ? command : { ...command, target: { ...target, itemId: null } };
}

/** Whether there is such a cluster to decide about: it stands in the issue, or the installation has it. */
export function isDecidable(clusterId: number, { agenda }: WeekIssueRecord, facts: Facts): boolean {
  if (agenda?.topics.some((topic) => topic.clusterId === clusterId)) return true;
  return facts.get({ kind: 'clusterItems', clusters: [clusterId] }).length > 0;
}
