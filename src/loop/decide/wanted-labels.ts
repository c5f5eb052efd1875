import type { Effect } from '../effect.ts';
import type { Post, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { stageLabels, stageOfLabel } from '../stage-labels.ts';
import type { Stage, ThreadRef } from '../vocabulary.ts';
import { STAGES, threadKey } from '../vocabulary.ts';
import { isOurs, isThere } from './place.ts';
import type { ThreadSituation } from './thread-situation.ts';
import { threadTarget } from './thread-target.ts';

/**
 * How much likelier the new stage must be than the one whose label is on the thread before the app changes its label
 * after an edit: labels that flap cost more trust than one that is a little late.
 */
const CLEARLY_BETTER = 0.2;

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
export function labelEffects({ item, ledger, state, commands, repository }: ThreadSituation): Effect[] {
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
  const creation = `labels:${repository.id}`;
  const here = (label: string) => ({
    slot: labelSlot(ref, label),
    thread: threadTarget(item.snapshot, repository),
    label,
  });
  const put = (label: string): void => {
    effects.push({ kind: 'label.add', ...added, ...here(label), creation });
  };
  const remove = (label: string, occasion?: string): void => {
    effects.push({
      kind: 'label.remove',
      ...by(commanded),
      ...here(label),
      ...(occasion === undefined ? {} : { occasion }),
    });
  };
  for (const stage of STAGES) {
    const name = settings.stages.labels[stage].toLowerCase();
    const { label, post } = own.get(name) ?? { label: settings.stages.labels[stage], post: undefined };
    // What the app took off, or is about to, and a human put there: it was told late, or put back since.
    const isTaken = post?.wanted === 'absent';
    if (stage === wanted || (ledger.byHand.has(stage) && isTaken)) {
      if (!isThere(post) && (isTaken || !(onThread.has(name) || isSettled))) put(label);
    } else if (isThere(post) ? !ledger.byHand.has(stage) : ledger.replaced.has(stage) && onThread.has(name)) {
      remove(label, onThread.has(name) ? ledger.replaced.get(stage) : undefined);
    }
  }
  // Put under a name that the config has given up since.
  for (const { label, post } of own.values()) {
    if (stageOfLabel(label, settings) === null && isThere(post)) remove(label);
  }
  if (!effects.some((effect) => effect.kind === 'label.add')) return effects;
  return [
    {
      kind: 'labels.create',
      slot: creation,
      ...added,
      repository: { repositoryId: repository.id, owner: repository.owner, name: repository.name },
      labels: stageLabels(settings),
    },
    ...effects,
  ];
}

/** The stage whose label the app wants by itself: that of the model, but not on old threads, and not for a little. */
function modelStage(
  item: ThreadSituation['item'],
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
