import type { Facts, KnownRepository } from '../facts.ts';
import type { Command, ThreadState } from '../item.ts';
import { parseBoxes, parseMarker } from '../render/marker.ts';
import { isBot } from '../roles.ts';
import type { Agenda } from '../triage/agenda.ts';
import { ACTIONS } from '../triage/agenda.ts';
import { boxKey } from '../triage/human.ts';
import { VERDICTS } from '../triage/sections/duplicates.ts';
import { APPROVE, HELD_SHOWN_MAX } from '../triage/sections/held.ts';
import { DRAFT } from '../triage/sections/teach.ts';
import { BRIEF } from '../triage/sections/topics.ts';
import type { Account, ThreadSnapshot } from '../vocabulary.ts';
import type { WeekIssueRecord } from '../week-record.ts';
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
  if (event.type !== 'thread.edited' || !issue?.agenda || event.actor === null) return [];
  if (event.actor.login === facts.standing.botLogin) return [];
  const before = event.bodyBefore ?? (event.thread.body === '' ? null : state.item?.snapshot.body);
  if (before === null || before === undefined) return [];
  const known = new Set(state.commands.map(({ key }) => key));
  const offered = offeredBoxes(issue.agenda);
  const wasTicked = tickedIn(before);
  const { actor } = event;
  return [...tickedIn(event.thread.body)].flatMap((box, index): Command[] => {
    const said = offered.get(box);
    if (said === undefined || wasTicked.has(box)) return [];
    const key = `tick:${box}:${actor.id}:${event.at.toISOString()}`;
    if (known.has(key)) return [];
    const triage = isOneWho(actor, repository, facts);
    // Milliseconds keep the order of the boxes of one edit.
    const at = new Date(event.at.getTime() + index);
    const target = said.thread === null || !triage ? null : targetOf(said.thread, facts);
    return [{ key, source: { in: 'gesture', what: 'tick' }, ...said.words, actor, triage, target, at }];
  });
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

interface OfferedBox {
  words: Pick<Command, 'verb' | 'argument'>;
  /** thread that the words are about */
  thread: { repositoryId: number; number: number; itemId: number } | null;
}

/** The boxes of an issue, with the command that each stands for. Boxes that somebody wrote into it are none. */
export function offeredBoxes(agenda: Agenda): Map<string, OfferedBox> {
  const boxes = new Map<string, OfferedBox>();
  for (const { clusterId } of agenda.topics) {
    const id = `c${clusterId}`;
    for (const action of ACTIONS) {
      boxes.set(boxKey({ action, id }), {
        words: { verb: 'decide', argument: `${id} ${action}` },
        thread: null,
      });
    }
    boxes.set(boxKey({ action: BRIEF, id }), { words: { verb: BRIEF, argument: id }, thread: null });
  }
  for (const { clusterId } of (agenda.held ?? []).slice(0, HELD_SHOWN_MAX)) {
    const id = `c${clusterId}`;
    boxes.set(boxKey({ action: APPROVE, id }), { words: { verb: APPROVE, argument: id }, thread: null });
  }
  for (const { clusterId } of agenda.drafts) {
    const id = `c${clusterId}`;
    boxes.set(boxKey({ action: DRAFT, id }), { words: { verb: DRAFT, argument: id }, thread: null });
  }
  for (const { key, thread, itemId } of agenda.duplicates) {
    const repositoryId = Number(key.split('-')[0]);
    for (const verdict of VERDICTS) {
      boxes.set(boxKey({ action: verdict, id: key }), {
        words: { verb: verdict, argument: `${thread.owner}/${thread.name}#${thread.number}` },
        thread: { repositoryId, number: thread.number, itemId },
      });
    }
  }
  return boxes;
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
