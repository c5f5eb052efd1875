import type { Command } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import { parseBoxes } from '../render/marker.ts';
import type { Agenda } from '../triage/agenda.ts';
import { ACTIONS } from '../triage/agenda.ts';
import type { HumanPart } from '../triage/human.ts';
import { boxKey, readHumanPart } from '../triage/human.ts';
import { VERDICTS } from '../triage/sections/duplicates.ts';
import { APPROVE, HELD_SHOWN_MAX } from '../triage/sections/held.ts';
import { DRAFT } from '../triage/sections/teach.ts';
import { BRIEF } from '../triage/sections/topics.ts';
import { threadKey } from '../vocabulary.ts';
import { readDecision } from './decisions.ts';

/** A box of an issue, as what it stands for. */
export interface OfferedBox {
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

/** Ticks that ask for a brief or a draft: no decisions, and nothing takes them back. */
export function isPrepared({ source, verb }: Command): boolean {
  return source.in === 'gesture' && source.what === 'tick' && (verb === BRIEF || verb === DRAFT);
}

/** The box that says the same as a command; null: none does. */
function boxOf(command: Command): string | null {
  const { verb, argument, target } = command;
  if (isPrepared(command)) return boxKey({ action: verb, id: argument });
  if (verb === APPROVE) return boxKey({ action: APPROVE, id: argument.trim().toLowerCase() });
  if (verb === 'confirm' || verb === 'reject') {
    return target === null ? null : boxKey({ action: verb, id: threadKey(target.ref) });
  }
  const decision = verb === 'decide' ? readDecision(argument) : null;
  return decision === null ? null : boxKey({ action: decision.action, id: `c${decision.clusterId}` });
}

/**
 * What people have done to an issue and what of it stands: boxes are ticked that were ticked or said by those who may,
 * and not taken back. A tick that nobody told of is left as it is: it may be somebody's word.
 */
export function standingPart(
  body: string,
  agenda: Agenda,
  commands: readonly Command[],
  ledger: Ledger,
): HumanPart {
  const ticked = [...tickedBoxes(commands, ledger), ...unreadTicks(body, agenda, commands)];
  return { ...readHumanPart(body), ticked };
}

function tickedBoxes(commands: readonly Command[], ledger: Ledger): string[] {
  const standing = new Set(ledger.standing.map(({ key }) => key));
  return commands.flatMap((command): string[] => {
    const stands = isPrepared(command) ? command.triage : standing.has(command.key);
    const box = stands ? boxOf(command) : null;
    return box === null ? [] : [box];
  });
}

/** The boxes that a word of the dashboard sets: its own, or that of the command which it takes back. */
export function boxesSaid(word: Command, commands: readonly Command[]): string[] {
  const about = word.verb === 'undo' ? commands.find(({ key }) => key === word.argument) : word;
  const box = about === undefined ? null : boxOf(about);
  return box === null ? [] : [box];
}

/** Boxes that are ticked and of which no command or tick tells: the webhook of the edit was lost, so nobody knows whose. */
export function unreadTicks(body: string, agenda: Agenda, commands: readonly Command[]): string[] {
  const offered = offeredBoxes(agenda);
  return readHumanPart(body).ticked.filter((box) => {
    const words = offered.get(box)?.words;
    return (
      words !== undefined &&
      !commands.some(
        (command) =>
          boxOf(command) === box || (command.verb === words.verb && command.argument === words.argument),
      )
    );
  });
}

/**
 * What of an issue somebody has answered or has ticked a box of, as ids of boxes: `c12`, `REPOSITORY_ID-NUMBER` of a pair.
 * It stays in the issue until that closes, whatever the week's figures say when it is made anew.
 * @param body the issue as it is known: a tick that nobody told of counts, too
 */
export function answeredIn(agenda: Agenda, commands: readonly Command[], body: string): Set<string> {
  const answered = new Set(
    parseBoxes(body.replaceAll('\r\n', '\n')).flatMap(({ ticked, id }) => (ticked ? [id] : [])),
  );
  for (const command of commands.filter(({ triage }) => triage)) {
    const { verb, argument, target } = command;
    if (isPrepared(command)) answered.add(argument);
    if (verb === APPROVE) answered.add(argument.trim().toLowerCase());
    const decision = verb === 'decide' ? readDecision(argument) : null;
    if (decision !== null) answered.add(`c${decision.clusterId}`);
    if ((verb !== 'confirm' && verb !== 'reject') || target === null) continue;
    const pair = agenda.duplicates.find(
      ({ itemId, otherItemId }) => itemId === target.itemId || otherItemId === target.itemId,
    );
    if (pair !== undefined) answered.add(pair.key);
  }
  return answered;
}
