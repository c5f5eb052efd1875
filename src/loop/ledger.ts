import { commandRow, isAnswer, isVerb } from './commands.ts';
import type { Command, Judgement } from './item.ts';
import type { LedgerPlace, Outcome } from './judge-command.ts';
import { isTooLate, judgeCommand, wordNamed } from './judge-command.ts';
import { TEXTS } from './render/texts/languages.ts';
import { stageOfLabel } from './stage-labels.ts';
import type { Stage } from './vocabulary.ts';
import { STAGES } from './vocabulary.ts';
import type { OtherWords, Said } from './words-in-force.ts';
import { otherWords } from './words-in-force.ts';

/** What humans have said of a thread, and what became of their commands. */
export interface Ledger extends StageWords, OtherWords {
  /** by the key of the command */
  outcomes: ReadonlyMap<string, Outcome>;
  /** the commands that were done and stand, in the order they were said: without those that `/undo` took back, or cannot */
  standing: readonly Command[];
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
  /** who said that word, and when; `key` is that of the command or judgement */
  stageSaid: Pick<Command, 'key' | 'actor' | 'at'> | null;
  /** stages whose label humans put and left there: not the app's to take off */
  byHand: ReadonlySet<Stage>;
  /** stages whose label the last command that stands replaced, whoever put it, and that no human put again; by its key */
  replaced: ReadonlyMap<Stage, string>;
}

/** Where nobody has said anything. */
export const NOTHING_SAID: Ledger = {
  stage: null,
  stageSaid: null,
  kind: null,
  severity: null,
  themes: [],
  byHand: new Set(),
  replaced: new Map(),
  outcomes: new Map(),
  standing: [],
};

type Entry = { at: Date; key: string } & Said;

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

  const outcomes = new Map<string, Outcome>();
  const standing: Command[] = [];
  for (const entry of entries) {
    if (entry.type === 'judgement') continue;
    const { command } = entry;
    const { verb } = command;
    if (!isVerb(verb)) continue;
    if (verb === 'undo') {
      outcomes.set(command.key, undo(command, standing, place));
      continue;
    }
    const outcome = judgeCommand(verb, command, place);
    outcomes.set(command.key, outcome);
    if (outcome.result === 'done' && commandRow(verb).undoable) standing.push(command);
  }
  return {
    ...stageWords(entries, standing, place),
    ...otherWords(entries, standing, place.settings),
    outcomes,
    standing,
  };
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
    Number(isUndo(a)) - Number(isUndo(b)) ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Of words at the very same moment it comes after what it takes back. */
function isUndo(entry: Entry): boolean {
  return entry.type === 'command' && entry.command.verb === 'undo';
}

function wholeSecond({ at }: Entry): number {
  return Math.floor(at.getTime() / 1000);
}

function rank(entry: Entry): number {
  if (entry.type === 'judgement') return Number.MAX_SAFE_INTEGER;
  const { source } = entry.command;
  switch (source.in) {
    case 'thread':
      return 0;
    case 'comment':
      return source.id;
    case 'gesture':
      return Number.MAX_SAFE_INTEGER;
  }
}

/**
 * Takes back the last command that stands, or, said on the dashboard, the one that it names. What somebody said for
 * themselves (`/notify-me`) is theirs to take back: for others it is as if it had not been said. An answer of somebody who
 * did not report the problem changed nothing, so there is nothing of it to take back.
 */
function undo(command: Command, standing: Command[], place: LedgerPlace): Outcome {
  const isTheirs = ({ actor }: Command): boolean => actor.id === command.actor.id;
  const named = isOnDashboard(command) ? command.argument : null;
  const isRefused = (other: Command): boolean => isAnswer(other) && !place.reporters.has(other.actor.id);
  const at = standing.findLastIndex(
    (other) =>
      (named === null || other.key === named) && (isTheirs(other) || !isPersonal(other)) && !isRefused(other),
  );
  const last = standing[at];
  const texts = TEXTS[place.settings.language].commands;
  if (last === undefined) {
    if (!command.triage) return { result: 'refused' };
    return { result: 'mistake', expected: texts.nothingToUndo(`\`${place.settings.commands.prefix}undo\``) };
  }
  if (!command.triage && !isTheirs(last)) return { result: 'refused' };
  if (isTooLate(last.verb, command, place)) {
    return { result: 'mistake', expected: texts.decisionStands };
  }
  standing.splice(at, 1);
  return { result: 'done' };
}

/** Whether it was said by a button of the dashboard. */
export function isOnDashboard({ source }: Pick<Command, 'source'>): boolean {
  return source.in === 'gesture' && source.what === 'dashboard';
}

function isPersonal({ verb }: Command): boolean {
  return isVerb(verb) && ['reporters', 'anyone'].includes(commandRow(verb).permission);
}

function stageWords(
  entries: readonly Entry[],
  standing: readonly Command[],
  { settings, ownLabels }: LedgerPlace,
): StageWords {
  const stages = new Map(
    standing.flatMap(({ key, verb, argument }) => {
      const stage = verb === 'stage' ? wordNamed(STAGES, 'stage', argument) : null;
      return stage === null ? [] : [[key, stage] as const];
    }),
  );
  const byHand = new Set<Stage>();
  let replaced = new Map<Stage, string>();
  const latest: Pick<StageWords, 'stage' | 'stageSaid'> = { stage: null, stageSaid: null };
  const say = (stage: StageWords['stage'], { key, actor, at }: Command | Judgement): void => {
    latest.stage = stage;
    latest.stageSaid = { key, actor, at };
  };
  for (const entry of entries) {
    if (entry.type === 'command') {
      const stage = stages.get(entry.key);
      if (stage === undefined) continue;
      say({ stage, by: 'command' }, entry.command);
      replaced = new Map(STAGES.filter((other) => other !== stage).map((other) => [other, entry.key]));
      for (const other of replaced.keys()) byHand.delete(other);
      continue;
    }
    const { judgement } = entry;
    const { label, verb } = judgement;
    const stage = stageOfLabel(label, settings);
    if (stage === null) {
      // By its name of then it was the app's word that a human took back.
      const tookBack = verb === 'removed' && ownLabels.has(label.toLowerCase());
      if (tookBack && latest.stage === null) say({ stage: null, by: 'removal' }, judgement);
      continue;
    }
    byHand.delete(stage);
    if (verb === 'added') {
      byHand.add(stage);
      replaced.delete(stage);
      say({ stage, by: 'label' }, judgement);
    } else if (latest.stage === null || latest.stage.stage === stage) {
      const top = [...byHand].at(-1);
      say(top === undefined ? { stage: null, by: 'removal' } : { stage: top, by: 'label' }, judgement);
    }
  }
  return { ...latest, byHand, replaced };
}
