import type { Effect, ThreadTarget } from '../effect.ts';
import type { KnownRepository } from '../facts.ts';
import type { Command, Item, Post, ThreadState } from '../item.ts';
import type { Ledger, Outcome } from '../ledger.ts';
import { renderMistake } from '../render/mistake.ts';
import { renderWhy } from '../render/why.ts';
import { stageLabels, stageOfLabel } from '../stage-labels.ts';
import type { Mode, Stage } from '../vocabulary.ts';
import { STAGES, threadKey } from '../vocabulary.ts';

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
}

/** The difference between what should be on the thread and what the app has put there. Nothing where they agree. */
export function wantedEffects(situation: Situation): Effect[] {
  return [...labelEffects(situation), ...answerEffects(situation), ...whyEffects(situation)];
}

/** The label effects of a thread: what is wanted by humans or else by the model, against what is there. */
function labelEffects({ item, ledger, state, repository }: Situation): Effect[] {
  const { settings } = repository;
  const posts = new Map(state.posts.map((post) => [post.slot, post]));
  const wanted = ledger.stage === null ? modelStage(item, posts, repository) : ledger.stage.stage;
  const byCommand = ledger.stage?.by === 'command';
  const base = {
    // The effects of a command are carried out from `suggest` on, labels of our own from `label` on.
    leastMode: (byCommand ? 'suggest' : 'label') as Mode,
    mode: settings.mode,
    priority: byCommand ? ('answer' as const) : ('normal' as const),
  };
  const effects: Effect[] = [];
  for (const stage of STAGES) {
    const label = settings.stages.labels[stage];
    const slot = `label:${threadKey({ repositoryId: repository.id, number: item.snapshot.number })}:${label}`;
    const ours = isThere(posts.get(slot));
    const onThread = item.snapshot.labels.some((other) => other.toLowerCase() === label.toLowerCase());
    const common = { ...base, slot, thread: target(item, repository), label };
    if (stage === wanted) {
      if (!ours && !onThread) effects.push({ kind: 'label.add', ...common });
    } else if (ours || (byCommand && onThread)) {
      effects.push({ kind: 'label.remove', ...common });
    }
  }
  if (!effects.some((effect) => effect.kind === 'label.add')) return effects;
  return [
    {
      kind: 'labels.create',
      slot: `labels:${repository.id}`,
      ...base,
      repository: { repositoryId: repository.id, owner: repository.owner, name: repository.name },
      labels: stageLabels(settings),
    },
    ...effects,
  ];
}

/** The stage whose label the app wants by itself: that of the model, but not on old threads, and not for a little. */
function modelStage(
  item: Situation['item'],
  posts: ReadonlyMap<string, Post>,
  repository: KnownRepository,
): Stage | null {
  const { settings } = repository;
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const current = STAGES.find((stage) => isThere(posts.get(`label:${key}:${settings.stages.labels[stage]}`)));
  const quiet = item.origin === 'history' && !settings.backfill.labelOldThreads;
  if (current === undefined) {
    // A stage label that is there and not ours was put by a human or a form: it stands.
    const taken = item.snapshot.labels.some((label) => stageOfLabel(label, settings) !== null);
    return quiet || taken ? null : item.observation.stage;
  }
  const next = item.observation.stage;
  if (next === null || next === current) return current;
  const { probabilities } = item.observation;
  return probabilities[next] - probabilities[current] >= CLEARLY_BETTER ? next : current;
}

/** Reactions and replies to commands: one of each kind for a text, whatever the number of its commands. */
function answerEffects({ item, ledger, state, commands, repository }: Situation): Effect[] {
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const posts = new Map(state.posts.map((post) => [post.slot, post]));
  const effects: Effect[] = [];
  for (const [source, outcomes] of bySource(commands, ledger)) {
    const first = outcomes[0];
    if (first === undefined) continue;
    const common = {
      leastMode: 'suggest' as const,
      mode: repository.settings.mode,
      priority: 'answer' as const,
      thread: target(item, repository),
    };
    const comment = first.command.source.in === 'comment' ? first.command.source : null;
    const mistakes = outcomes.flatMap(({ outcome }) =>
      outcome.result === 'mistake' ? [outcome.expected] : [],
    );
    const refused = outcomes.some(({ outcome }) => outcome.result === 'refused');
    const wanted = {
      '+1': mistakes.length === 0 && !refused,
      confused: refused,
    };
    for (const content of ['+1', 'confused'] as const) {
      const slot = `reaction:${key}:${source}:${content}`;
      if (wanted[content] || isThere(posts.get(slot))) {
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
    if (mistakes.length > 0) {
      effects.push({
        kind: 'comment.put',
        slot,
        ...common,
        marker,
        body: renderMistake(mistakes, marker),
        replyToNodeId: comment?.parentNodeId ?? comment?.nodeId ?? null,
      });
    } else if (isThere(posts.get(slot))) {
      effects.push({ kind: 'comment.remove', slot, ...common, marker });
    }
  }
  return effects;
}

function bySource(
  commands: readonly Command[],
  ledger: Ledger,
): Map<string, { command: Command; outcome: Outcome }[]> {
  const sources = new Map<string, { command: Command; outcome: Outcome }[]>();
  for (const command of commands) {
    const outcome = ledger.outcomes.get(command.key);
    if (outcome === undefined) continue;
    const { source } = command;
    const name = source.in === 'thread' ? 'thread' : `${source.family}:${source.id}`;
    sources.set(name, [...(sources.get(name) ?? []), { command, outcome }]);
  }
  return sources;
}

/** The one comment that explains stage and reasons, kept up to date once somebody asked. */
function whyEffects({ item, ledger, commands, repository }: Situation): Effect[] {
  if (!ledger.why) return [];
  const asked = commands.find((command) => command.verb === 'why');
  const source = asked?.source.in === 'comment' ? asked.source : null;
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const marker = `why:${key}`;
  return [
    {
      kind: 'comment.put',
      slot: `comment:${key}:${marker}`,
      leastMode: 'suggest',
      mode: repository.settings.mode,
      priority: 'answer',
      thread: target(item, repository),
      marker,
      body: renderWhy({ item, ledger, settings: repository.settings, marker }),
      replyToNodeId: source?.parentNodeId ?? source?.nodeId ?? null,
    },
  ];
}

/** Whether the app has put this and it should still be there. */
function isThere(post: Post | undefined): boolean {
  return (
    post !== undefined && post.wanted === 'present' && (post.state === 'pending' || post.state === 'sent')
  );
}

function target(item: Situation['item'], repository: KnownRepository): ThreadTarget {
  const { snapshot } = item;
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    number: snapshot.number,
    nodeId: snapshot.nodeId,
    type: snapshot.type,
  };
}
