import type { ThreadGoneEvent } from '../event.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Item, ThreadState } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import type { Observation } from '../observe/observe.ts';
import { observe } from '../observe/observe.ts';
import { roleOf } from '../roles.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';
import type { ThreadishEvent } from './heard.ts';

/** What is known of a thread and of its repository. */
export function knownThread(
  thread: ThreadSnapshot,
  facts: Facts,
): { repository: KnownRepository | null; state: ThreadState } {
  const repository = { kind: 'repository', repositoryId: thread.repository.id } as const;
  const state = {
    kind: 'thread',
    ref: { repositoryId: thread.repository.id, number: thread.number },
    author: thread.author && { id: thread.author.id, createdAt: thread.createdAt },
  } as const;
  facts.require([repository, state]);
  return { repository: facts.get(repository), state: facts.get(state) };
}

/** A thread as it is after this event: the newest snapshot, whose it is, and what it tells by itself. */
export function currentItem(
  event: ThreadishEvent | ThreadGoneEvent,
  state: ThreadState,
  ledger: Ledger,
  repository: KnownRepository,
  facts: Facts,
): Omit<Item, 'itemId'> {
  const known = state.item;
  const snapshot = known === null ? event.thread : newest(event.thread, known.snapshot);
  const role = roleOf(snapshot.author, repository, facts);
  const observation =
    known !== null && observedAlike(known, snapshot, role.role, repository)
      ? known.observation
      : observeThread(snapshot, role.role, state, repository);
  return {
    snapshot,
    authorRole: role.role,
    roleInferred: role.inferred,
    observation,
    ...stageInForce(ledger, observation),
    origin: snapshot.createdAt < facts.standing.installedAt ? 'history' : 'live',
    closedBy: closedBy(event, known, snapshot),
  };
}

/**
 * The newer of two snapshots. Payloads of comments leave out what only a pull request's own payload tells, and give the
 * id of the issue that GitHub keeps for it.
 */
function newest(fresh: ThreadSnapshot, known: ThreadSnapshot): ThreadSnapshot {
  const [later, earlier] = fresh.updatedAt >= known.updatedAt ? [fresh, known] : [known, fresh];
  return {
    ...later,
    id: later.baseRef === null && earlier.baseRef !== null ? earlier.id : later.id,
    merged: later.merged || earlier.merged,
    mergeCommitSha: later.mergeCommitSha ?? earlier.mergeCommitSha,
    baseRef: later.baseRef ?? earlier.baseRef,
    headSha: later.headSha ?? earlier.headSha,
  };
}

/** Whether looking again would show the same. Of the labels those of severities count. */
function observedAlike(
  known: Item,
  snapshot: ThreadSnapshot,
  role: Item['authorRole'],
  { settings }: KnownRepository,
): boolean {
  const severities = new Set(Object.keys(settings.severity.labels).map((label) => label.toLowerCase()));
  const severe = ({ labels }: ThreadSnapshot): string =>
    labels
      .map((label) => label.toLowerCase())
      .filter((label) => severities.has(label))
      .sort()
      .join('\n');
  return (
    known.snapshot.title === snapshot.title &&
    known.snapshot.body === snapshot.body &&
    known.snapshot.category === snapshot.category &&
    known.authorRole === role &&
    severe(known.snapshot) === severe(snapshot)
  );
}

function observeThread(
  snapshot: ThreadSnapshot,
  authorRole: Item['authorRole'],
  state: ThreadState,
  repository: KnownRepository,
): Observation {
  const { settings } = repository;
  return observe(
    {
      type: snapshot.type,
      title: snapshot.title,
      body: snapshot.body,
      category: snapshot.category,
      labels: snapshot.labels,
      authorRole,
      authorPriorThreads: state.authorPriorThreads,
      authorPriorMergedPulls: state.authorPriorMergedPulls,
      paths: null,
    },
    {
      minConfidence: settings.stages.minConfidence,
      keywords: settings.stages.keywords,
      severityLabels: settings.severity.labels,
      firstSuccessField: settings.signals.firstSuccessField,
      productionField: settings.signals.productionField,
    },
  );
}

function stageInForce(ledger: Ledger, observation: Observation): Pick<Item, 'stage' | 'stageSource'> {
  if (ledger.stage !== null) return { stage: ledger.stage.stage, stageSource: 'human' };
  return { stage: observation.stage, stageSource: observation.stage === null ? 'none' : 'model' };
}

/** Who closed it the last time; null where it is open, or where nobody told. */
function closedBy(
  event: ThreadishEvent | ThreadGoneEvent,
  known: Item | null,
  { closedAt }: ThreadSnapshot,
): Item['closedBy'] {
  const isThisOne = (thread: ThreadSnapshot): boolean =>
    closedAt !== null && thread.closedAt?.getTime() === closedAt.getTime();
  if (isThisOne(event.thread)) {
    if (event.type === 'thread.closed') return event.actor;
    if (event.type === 'item.backfilled' && event.closedBy !== null) return event.closedBy;
  }
  return known !== null && isThisOne(known.snapshot) ? known.closedBy : null;
}
