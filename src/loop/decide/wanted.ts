import type { Effect } from '../effect.ts';
import type { Command, Item, Post, ThreadState } from '../item.ts';
import type { Outcome } from '../judge-command.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { renderMistake } from '../render/mistake.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { renderWhy } from '../render/why.ts';
import type { WhyLinks } from '../render/why-links.ts';
import { stageLabels, stageOfLabel } from '../stage-labels.ts';
import type { Stage, ThreadRef } from '../vocabulary.ts';
import { STAGES, threadKey } from '../vocabulary.ts';
import { threadTarget } from './thread-target.ts';

/**
 * How much likelier the new stage must be than the one whose label is on the thread before the app changes its label
 * after an edit: labels that flap cost more trust than one that is a little late.
 */
const CLEARLY_BETTER = 0.2;

interface Situation {
  item: Omit<Item, 'itemId'>;
  ledger: Ledger;
  state: ThreadState;
  /** all commands of the thread, this event's included */
  commands: readonly Command[];
  repository: KnownRepository;
  /** what the thread is linked with; null: its links are not looked at */
  links: WhyLinks | null;
}

/** The difference between what should be on the thread and what the app has put there. Nothing where they agree. */
export function wantedEffects(situation: Situation): Effect[] {
  return [...labelEffects(situation), ...answerEffects(situation), ...whyEffects(situation)];
}

/** A stage label on a thread that the app once wanted there, or wanted gone. */
interface OwnLabel {
  label: string;
  post: Post;
}

/** The labels that the app has dealt with on a thread, by their names without case: GitHub's labels have none. */
export function ownLabels(state: ThreadState, ref: ThreadRef): ReadonlyMap<string, OwnLabel> {
  const prefix = labelSlot(ref, '');
  return new Map(
    state.posts.flatMap((post): [string, OwnLabel][] => {
      if (!post.slot.startsWith(prefix)) return [];
      const label = post.slot.slice(prefix.length);
      return [[label.toLowerCase(), { label, post }]];
    }),
  );
}

function labelSlot(ref: ThreadRef, label: string): string {
  return `label:${threadKey(ref)}:${label}`;
}

/** The label effects of a thread: what is wanted by humans or else by the model, against what is there. */
function labelEffects({ item, ledger, state, commands, repository }: Situation): Effect[] {
  const { settings } = repository;
  const ref = { repositoryId: repository.id, number: item.snapshot.number };
  const own = ownLabels(state, ref);
  const onThread = new Set(item.snapshot.labels.map((label) => label.toLowerCase()));
  const wanted = ledger.stage === null ? modelStage(item, own, repository) : ledger.stage.stage;
  const commanded = commands.some(
    ({ key, verb }) => (verb === 'stage' || verb === 'undo') && ledger.outcomes.get(key)?.result === 'done',
  );
  // Old threads have waited so long that they let new ones go first.
  const unasked = item.origin === 'history' ? ('bulk' as const) : ('normal' as const);
  // A label that was put by hand on an old thread and went without a word, as where it was deleted, stays away.
  const isSettled = item.origin === 'history' && ledger.stage?.by === 'label';
  // What a command does or takes back is carried out from `suggest` on, labels of our own from `label` on.
  const by = (command: boolean) => ({
    leastMode: command ? ('suggest' as const) : ('label' as const),
    mode: settings.mode,
    priority: command ? ('answer' as const) : unasked,
  });
  const added = by(commanded && ledger.stage !== null);
  const effects: Effect[] = [];
  const put = (kind: 'label.add' | 'label.remove', label: string): void => {
    const here = { slot: labelSlot(ref, label), thread: threadTarget(item.snapshot, repository), label };
    effects.push({ kind, ...(kind === 'label.add' ? added : by(commanded)), ...here });
  };
  for (const stage of STAGES) {
    const name = settings.stages.labels[stage].toLowerCase();
    const { label, post } = own.get(name) ?? { label: settings.stages.labels[stage], post: undefined };
    // What the app took off, or is about to, and a human put there: it was told late, or put back since.
    const isTaken = post?.wanted === 'absent';
    if (stage === wanted || (ledger.byHand.has(stage) && isTaken)) {
      if (!isThere(post) && (isTaken || !(onThread.has(name) || isSettled))) put('label.add', label);
    } else if (isThere(post) ? !ledger.byHand.has(stage) : ledger.replaced.has(stage) && onThread.has(name)) {
      put('label.remove', label);
    }
  }
  // Put under a name that the config has given up since.
  for (const { label, post } of own.values()) {
    if (stageOfLabel(label, settings) === null && isThere(post)) put('label.remove', label);
  }
  if (!effects.some((effect) => effect.kind === 'label.add')) return effects;
  return [
    {
      kind: 'labels.create',
      slot: `labels:${repository.id}`,
      ...added,
      repository: { repositoryId: repository.id, owner: repository.owner, name: repository.name },
      labels: stageLabels(settings),
    },
    ...effects,
  ];
}

/** The stage whose label the app wants by itself: that of the model, but not on old threads, and not for a little. */
function modelStage(
  item: Situation['item'],
  own: ReadonlyMap<string, OwnLabel>,
  repository: KnownRepository,
): Stage | null {
  const { settings } = repository;
  const current = STAGES.find((stage) => isThere(own.get(settings.stages.labels[stage].toLowerCase())?.post));
  // A stage label that the app has nothing to do with was put by a form or another app: it stands.
  const isTaken = item.snapshot.labels.some(
    (label) => stageOfLabel(label, settings) !== null && !isOurs(own.get(label.toLowerCase())?.post),
  );
  if (isTaken) return null;
  const isQuiet = item.origin === 'history' && !settings.backfill.labelOldThreads;
  if (current === undefined) return isQuiet ? null : item.observation.stage;
  const next = item.observation.stage;
  if (next === null || next === current) return current;
  const { probabilities } = item.observation;
  return probabilities[next] - probabilities[current] >= CLEARLY_BETTER ? next : current;
}

/**
 * Reactions and replies to commands: one of each kind for a text, whatever the number of its commands. Of those who may
 * not triage the first mistake on a thread alone is explained: nobody makes the app comment as often as they do.
 */
function answerEffects({ item, ledger, state, commands, repository }: Situation): Effect[] {
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const posts = new Map(state.posts.map((post) => [post.slot, post]));
  const effects: Effect[] = [];
  const explainedTo = new Set<number>();
  for (const [name, { source, said }] of bySource(commands, ledger)) {
    const common = {
      leastMode: 'suggest' as const,
      mode: repository.settings.mode,
      // Whatever anybody may say as often as they like keeps nothing else waiting.
      priority: said.some(({ command }) => command.triage) ? ('answer' as const) : ('reply' as const),
      thread: threadTarget(item.snapshot, repository),
    };
    const comment = source.in === 'comment' ? source : null;
    const mistakes = said.flatMap(({ outcome }) => (outcome.result === 'mistake' ? [outcome.expected] : []));
    const refused = said.some(({ outcome }) => outcome.result === 'refused');
    const stranger = mistakes.length === 0 ? null : strangerOf(said);
    const isExplained = stranger !== null && explainedTo.has(stranger);
    if (stranger !== null) explainedTo.add(stranger);
    const wanted = {
      '+1': mistakes.length === 0 && !refused,
      confused: refused || isExplained,
    };
    for (const content of ['+1', 'confused'] as const) {
      const slot = `reaction:${key}:${name}:${content}`;
      const post = posts.get(slot);
      if (isThere(post) || (wanted[content] && !isRefused(post, item))) {
        effects.push({
          kind: 'reaction.set',
          slot,
          ...common,
          comment: comment && { id: comment.id, nodeId: comment.nodeId, family: comment.family },
          content,
          removed: !wanted[content],
        });
      }
    }
    const marker = `command:${comment?.id ?? key}`;
    const slot = `comment:${key}:${marker}`;
    const isDue = mistakes.length > 0 && !isExplained;
    if (isDue && !isRefused(posts.get(slot), item)) {
      effects.push({
        kind: 'comment.put',
        slot,
        ...common,
        marker,
        body: renderMistake(mistakes, TEXTS[repository.settings.language].commands, marker),
        replyToNodeId: comment?.parentNodeId ?? comment?.nodeId ?? null,
      });
    } else if (!isDue && isThere(posts.get(slot))) {
      effects.push({ kind: 'comment.remove', slot, ...common, marker });
    }
  }
  return effects;
}

/** A command of a text with what became of it. */
interface Judged {
  command: Command;
  outcome: Outcome;
}

/** The account whose text it is, where it may not triage; null where it may. */
function strangerOf(said: readonly Judged[]): number | null {
  const [first] = said;
  return first === undefined || said.some(({ command }) => command.triage) ? null : first.command.actor.id;
}

/**
 * What became of the commands of each text, the oldest text first. Of several with one verb the last counts, so that a
 * mistake which its author corrected by editing is none any more.
 */
function bySource(
  commands: readonly Command[],
  ledger: Ledger,
): Map<string, { source: Command['source']; said: Judged[] }> {
  const texts = new Map<string, { source: Command['source']; last: Map<string, Judged> }>();
  for (const command of [...commands].sort(byTime)) {
    const { source, verb, key } = command;
    const outcome = ledger.outcomes.get(key);
    // What was no command is answered by what follows from it.
    if (outcome === undefined || source.in === 'gesture') continue;
    const name = source.in === 'thread' ? 'thread' : `${source.family}:${source.id}`;
    const text = texts.get(name) ?? { source, last: new Map<string, Judged>() };
    text.last.set(verb, { command, outcome });
    texts.set(name, text);
  }
  return new Map([...texts].map(([name, { source, last }]) => [name, { source, said: [...last.values()] }]));
}

function byTime(a: Command, b: Command): number {
  return a.at.getTime() - b.at.getTime();
}

/** The one comment that explains stage and reasons, kept up to date once somebody asked. */
function whyEffects({ item, ledger, state, commands, repository, links }: Situation): Effect[] {
  const first = commands.filter(({ verb }) => verb === 'why').sort(byTime)[0];
  if (first === undefined) return [];
  const source = first.source.in === 'comment' ? first.source : null;
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const marker = `why:${key}`;
  const slot = `comment:${key}:${marker}`;
  const post = state.posts.find((other) => other.slot === slot);
  if (isRefused(post, item)) return [];
  return [
    {
      kind: 'comment.put',
      slot,
      leastMode: 'suggest',
      mode: repository.settings.mode,
      priority: 'reply',
      thread: threadTarget(item.snapshot, repository),
      marker,
      body: renderWhy({ item, ledger, links, settings: repository.settings, marker }),
      replyToNodeId: source?.parentNodeId ?? source?.nodeId ?? null,
    },
  ];
}

/** Whether the app has put this and it should still be there. */
function isThere(post: Post | undefined): boolean {
  return isOurs(post) && post.wanted === 'present';
}

/** Whether the app has put this or taken it off, or is about to. */
function isOurs(post: Post | undefined): post is Post {
  return post?.state === 'pending' || post?.state === 'sent';
}

/** GitHub lets no app write on a locked thread: what it refused waits until the thread is unlocked. */
function isRefused(post: Post | undefined, { snapshot }: Situation['item']): boolean {
  return snapshot.locked && post?.state === 'failed';
}
