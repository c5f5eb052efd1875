import { isVerb } from './commands.ts';
import type { Command, Judgement } from './item.ts';
import type { Settings } from './settings.ts';
import { stageOfLabel } from './stage-labels.ts';
import type { Stage } from './vocabulary.ts';
import { STAGES } from './vocabulary.ts';

/** What became of one command, once all of a thread's commands are known. */
export type Outcome =
  | { result: 'done' }
  /** not theirs to say: 😕 and nothing changes */
  | { result: 'refused' }
  /** a mistake in the command: what was expected, as Markdown */
  | { result: 'mistake'; expected: string };

/** What humans have said of a thread's stage, and what became of their commands. */
export interface Ledger {
  /** the latest human word; null: no human has said anything that stands */
  stage:
    | { stage: Stage; by: 'command' }
    | { stage: Stage; by: 'label' }
    /** a stage label was taken off by hand: the app labels this thread no more by itself */
    | { stage: null; by: 'removal' }
    | null;
  outcomes: ReadonlyMap<string, Outcome>;
  /** whether somebody asked `/why` */
  why: boolean;
}

type Entry = { at: Date; key: string } & (
  | { type: 'command'; command: Command }
  | { type: 'judgement'; judgement: Judgement }
);

/**
 * Replays everything humans said of one thread in the order in which they said it, whatever order it arrived in.
 * The latest word wins; `/undo` takes back the last command that still stands.
 */
export function readLedger(
  judgements: readonly Judgement[],
  commands: readonly Command[],
  settings: Settings,
  isTriageRepository: boolean,
): Ledger {
  const entries: Entry[] = [
    ...judgements.map(
      (judgement): Entry => ({ type: 'judgement', at: judgement.at, key: judgement.key, judgement }),
    ),
    ...commands.map((command): Entry => ({ type: 'command', at: command.at, key: command.key, command })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));

  const outcomes = new Map<string, Outcome>();
  const standing: Command[] = [];
  const undone = new Set<string>();
  let why = false;
  for (const entry of entries) {
    if (entry.type === 'judgement') continue;
    const { command } = entry;
    if (!isVerb(command.verb)) continue;
    switch (command.verb) {
      case 'stage': {
        const outcome = checkStage(command);
        outcomes.set(command.key, outcome);
        if (outcome.result === 'done') standing.push(command);
        break;
      }
      case 'undo':
        outcomes.set(command.key, undo(command, standing, undone));
        break;
      case 'why':
        why = true;
        outcomes.set(command.key, { result: 'done' });
        break;
      case 'triage':
        outcomes.set(command.key, { result: command.triage && isTriageRepository ? 'done' : 'refused' });
        break;
    }
  }
  return { stage: latestStage(entries, undone, outcomes, settings), outcomes, why };
}

function checkStage(command: Command): Outcome {
  if (!command.triage) return { result: 'refused' };
  if (readStage(command.argument) !== null) return { result: 'done' };
  return {
    result: 'mistake',
    expected: `\`/stage\` takes one of ${STAGES.map((stage) => `\`${stage}\``).join(', ')}.`,
  };
}

function undo(command: Command, standing: Command[], undone: Set<string>): Outcome {
  const last = standing.at(-1);
  if (last === undefined) {
    return command.triage
      ? { result: 'mistake', expected: 'There is no command on this thread that `/undo` could take back.' }
      : { result: 'refused' };
  }
  if (!command.triage && last.actor.id !== command.actor.id) return { result: 'refused' };
  standing.pop();
  undone.add(last.key);
  return { result: 'done' };
}

function latestStage(
  entries: readonly Entry[],
  undone: ReadonlySet<string>,
  outcomes: ReadonlyMap<string, Outcome>,
  settings: Settings,
): Ledger['stage'] {
  /** stages whose label was put by hand and not taken off since, oldest first */
  const byHand: Stage[] = [];
  let latest: Ledger['stage'] = null;
  for (const entry of entries) {
    if (entry.type === 'command') {
      const { command } = entry;
      if (command.verb !== 'stage' || undone.has(command.key)) continue;
      if (outcomes.get(command.key)?.result !== 'done') continue;
      const stage = readStage(command.argument);
      if (stage !== null) latest = { stage, by: 'command' };
      continue;
    }
    const stage = stageOfLabel(entry.judgement.label, settings);
    if (stage === null) continue;
    const at = byHand.indexOf(stage);
    if (at !== -1) byHand.splice(at, 1);
    if (entry.judgement.verb === 'added') byHand.push(stage);
    const top = byHand.at(-1);
    latest = top === undefined ? { stage: null, by: 'removal' } : { stage: top, by: 'label' };
  }
  return latest;
}

/** The stage that an argument names, without case and with an optional `stage:` before it. */
function readStage(argument: string): Stage | null {
  const word = argument
    .toLowerCase()
    .replace(/^stage:\s*/, '')
    .trim();
  return STAGES.find((stage) => stage === word) ?? null;
}
