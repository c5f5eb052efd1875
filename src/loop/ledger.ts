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
export interface Ledger extends StageWords {
  outcomes: ReadonlyMap<string, Outcome>;
}

/** What humans have said of a thread's stage. */
export interface StageWords {
  /** the latest human word; null: no human has said anything that stands */
  stage:
    | { stage: Stage; by: 'command' }
    | { stage: Stage; by: 'label' }
    /** a stage label was taken off by hand: the app labels this thread no more by itself */
    | { stage: null; by: 'removal' }
    | null;
  /** stages whose label humans put and left there: not the app's to take off */
  byHand: ReadonlySet<Stage>;
  /** stages whose label the last command that stands replaced, whoever put it, and that no human put again */
  replaced: ReadonlySet<Stage>;
}

/** Where nobody has said anything. */
export const NOTHING_SAID: Ledger = {
  stage: null,
  byHand: new Set(),
  replaced: new Set(),
  outcomes: new Map(),
};

type Entry = { at: Date; key: string } & (
  | { type: 'command'; command: Command }
  | { type: 'judgement'; judgement: Judgement }
);

/** A `/stage` command that nobody took back. */
interface Standing {
  command: Command;
  stage: Stage;
}

/** Where a thread's words were said, as far as it decides what they mean. */
export interface LedgerPlace {
  settings: Settings;
  isTriageRepository: boolean;
  /** labels that the app has put on this thread, in lower case: the config may call its stages otherwise by now */
  ownLabels: ReadonlySet<string>;
}

/**
 * Replays everything humans said of one thread in the order in which they said it, whatever order it arrived in.
 * The latest word wins; `/undo` takes back the last command that still stands.
 */
export function readLedger(
  judgements: readonly Judgement[],
  commands: readonly Command[],
  place: LedgerPlace,
): Ledger {
  const entries: Entry[] = [
    ...judgements.map(
      (judgement): Entry => ({ type: 'judgement', at: judgement.at, key: judgement.key, judgement }),
    ),
    ...commands.map((command): Entry => ({ type: 'command', at: command.at, key: command.key, command })),
  ].sort(asSaid);

  const { prefix } = place.settings.commands;
  const outcomes = new Map<string, Outcome>();
  const standing: Standing[] = [];
  for (const entry of entries) {
    if (entry.type === 'judgement') continue;
    const { command } = entry;
    if (!isVerb(command.verb)) continue;
    switch (command.verb) {
      case 'stage': {
        const stage = readStage(command.argument);
        outcomes.set(command.key, checkStage(command, stage, prefix));
        if (command.triage && stage !== null) standing.push({ command, stage });
        break;
      }
      case 'undo':
        outcomes.set(command.key, undo(command, standing, prefix));
        break;
      case 'why':
        outcomes.set(command.key, { result: 'done' });
        break;
      case 'triage':
        outcomes.set(command.key, {
          result: command.triage && place.isTriageRepository ? 'done' : 'refused',
        });
        break;
    }
  }
  return { ...stageWords(entries, standing, place), outcomes };
}

/**
 * GitHub tells whole seconds. Within one, a body comes before comments, an older comment before a newer one, a text's
 * lines in their order (its milliseconds), and labels last.
 */
function asSaid(a: Entry, b: Entry): number {
  return (
    wholeSecond(a) - wholeSecond(b) ||
    rank(a) - rank(b) ||
    a.at.getTime() - b.at.getTime() ||
    (a.key < b.key ? -1 : 1)
  );
}

function wholeSecond({ at }: Entry): number {
  return Math.floor(at.getTime() / 1000);
}

function rank(entry: Entry): number {
  if (entry.type === 'judgement') return Number.MAX_SAFE_INTEGER;
  return entry.command.source.in === 'thread' ? 0 : entry.command.source.id;
}

function checkStage(command: Command, stage: Stage | null, prefix: string): Outcome {
  if (!command.triage) return { result: 'refused' };
  if (stage !== null) return { result: 'done' };
  return {
    result: 'mistake',
    expected: `\`${prefix}stage\` takes one of ${STAGES.map((stage) => `\`${stage}\``).join(', ')}.`,
  };
}

function undo(command: Command, standing: Standing[], prefix: string): Outcome {
  const last = standing.at(-1);
  if (last === undefined) {
    return command.triage
      ? {
          result: 'mistake',
          expected: `There is no command on this thread that \`${prefix}undo\` could take back.`,
        }
      : { result: 'refused' };
  }
  if (!command.triage && last.command.actor.id !== command.actor.id) return { result: 'refused' };
  standing.pop();
  return { result: 'done' };
}

function stageWords(
  entries: readonly Entry[],
  standing: readonly Standing[],
  { settings, ownLabels }: LedgerPlace,
): StageWords {
  const stages = new Map(standing.map(({ command, stage }) => [command.key, stage]));
  const byHand = new Set<Stage>();
  let replaced = new Set<Stage>();
  let latest: StageWords['stage'] = null;
  for (const entry of entries) {
    if (entry.type === 'command') {
      const stage = stages.get(entry.key);
      if (stage === undefined) continue;
      latest = { stage, by: 'command' };
      replaced = new Set(STAGES.filter((other) => other !== stage));
      for (const other of replaced) byHand.delete(other);
      continue;
    }
    const { label, verb } = entry.judgement;
    const stage = stageOfLabel(label, settings);
    if (stage === null) {
      // By its name of then it was the app's word that a human took back.
      const tookBack = verb === 'removed' && ownLabels.has(label.toLowerCase());
      if (tookBack && latest === null) latest = { stage: null, by: 'removal' };
      continue;
    }
    byHand.delete(stage);
    if (verb === 'added') {
      byHand.add(stage);
      replaced.delete(stage);
      latest = { stage, by: 'label' };
    } else if (latest === null || latest.stage === stage) {
      const top = [...byHand].at(-1);
      latest = top === undefined ? { stage: null, by: 'removal' } : { stage: top, by: 'label' };
    }
  }
  return { stage: latest, byHand, replaced };
}

/** The stage that an argument names, without case and with an optional `stage:` before it. */
function readStage(argument: string): Stage | null {
  const word = argument
    .toLowerCase()
    .replace(/^stage:\s*/, '')
    .trim();
  return STAGES.find((stage) => stage === word) ?? null;
}
