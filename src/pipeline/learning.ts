import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { KindExample } from '../loop/observe/kind-model.ts';
import type { TextModel } from '../loop/observe/text-model.ts';
import type { LabelledRepository } from '../store/interface/lessons.ts';
import type { Store } from '../store/store.ts';

/** Newest threads of each kind that are read for training, more than it uses. */
const EXAMPLES_PER_KIND_MAX = 300;

/** Labelled threads of a repository below which there is nothing to train from. */
const LABELLED_MIN = 30;

/** So many more or fewer labelled threads than at the last training, in threads and as a share, are worth another one. */
const CHANGED_MIN = 20;
const CHANGED_SHARE = 0.1;

/** Where less has changed, or threads were only labelled otherwise, training comes this often at most. */
const AGAIN_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** What was taught since is learnt within an hour. */
export const LEARN_EVERY_MS = 60 * 60 * 1000;

export interface LearningDeps {
  store: Store;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
  train(examples: readonly KindExample[], signal: AbortSignal): Promise<TextModel | null>;
}

/** Whether a repository's labels have changed enough since its kind model was trained. */
export function isTrainingDue(repository: LabelledRepository, now: Date): boolean {
  const { labelled, latestAt, trainedFrom, trainedAt } = repository;
  if (trainedFrom === null || trainedAt === null) return labelled >= LABELLED_MIN;
  if (Math.abs(labelled - trainedFrom) >= Math.max(CHANGED_MIN, CHANGED_SHARE * trainedFrom)) return true;
  const isOld = now.getTime() - trainedAt.getTime() >= AGAIN_AFTER_MS;
  return isOld && labelled >= LABELLED_MIN && latestAt !== null && latestAt > trainedAt;
}

/**
 * Trains the kind model of every repository whose labels have changed enough, one after the other. The same labelled
 * threads give the same model, so that several processes may do it. Returns how many were trained.
 */
export async function learnKinds(
  deps: Omit<LearningDeps, 'clock'> & { clock: Pick<Clock, 'now'> },
  signal: AbortSignal,
): Promise<number> {
  const { store, clock, log } = deps;
  let trained = 0;
  for (const { id, goneAt } of await store.operator.installations()) {
    if (goneAt !== null) continue;
    const { lessons } = store.forInstallation(id);
    for (const repository of await lessons.labelled()) {
      if (signal.aborted) return trained;
      const now = clock.now();
      if (!isTrainingDue(repository, now)) continue;
      const examples = await lessons.examples(repository.repositoryId, EXAMPLES_PER_KIND_MAX);
      const kinds = await deps.train(examples, signal);
      if (signal.aborted) return trained;
      await lessons.keepKinds(repository.repositoryId, kinds, repository.labelled, now);
      log.info({ installation: id, threads: examples.length }, 'kinds were learnt from labels');
      trained += 1;
    }
  }
  return trained;
}

/** Learns until the signal aborts. Failures are logged and tried again. */
export async function runLearning(deps: LearningDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await learnKinds(deps, signal);
    } catch (error) {
      deps.log.warn({ err: error }, 'kinds could not be learnt; it will be tried again');
    }
    await deps.clock.wait(LEARN_EVERY_MS, signal);
  }
}
