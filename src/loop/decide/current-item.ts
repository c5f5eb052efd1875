import type { ThreadGoneEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Item, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { kindOfLabels } from '../observe/kind-label.ts';
import type { LearnedModel } from '../observe/learned.ts';
import type { Observation } from '../observe/observe.ts';
import { observe } from '../observe/observe.ts';
import { productNames } from '../product-names.ts';
import { roleOf } from '../roles.ts';
import { themesOf } from '../themes.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';
import { isNewHead } from './config.ts';
import type { ThreadishEvent } from './heard.ts';
import { withStageOpinion } from './second-opinion.ts';

/** Paths kept of a pull request: what kind of change it is shows in them, and GitHub tells up to 3,000. */
const PATHS_MAX = 300;

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
  const kept = forgottenItem(snapshot, known);
  const role =
    kept === null
      ? roleOf(snapshot.author, repository, facts)
      : { role: kept.authorRole, inferred: kept.roleInferred };
  const origin = snapshot.createdAt < facts.standing.installedAt ? 'history' : 'live';
  // Of what is read from history, pages hold all that is asked for.
  const isRead = event.type === 'item.backfilled' && event.origin === 'history';
  const paths =
    origin === 'live' && !isRead && role.role === 'community'
      ? pullPaths(event, state, repository, facts)
      : null;
  // Old threads get no labels, and what was deleted is shown to nobody.
  const mayAsk = origin === 'live' && !isRead && event.type !== 'thread.deleted';
  const observation = currentObservation(
    { snapshot, authorRole: role.role, paths, mayAsk },
    state,
    repository,
    facts,
  );
  return {
    snapshot,
    authorRole: role.role,
    roleInferred: role.inferred,
    observation,
    ...stageInForce(ledger, observation),
    kind: kindInForce(ledger, snapshot, observation),
    severity: severityInForce(ledger, observation),
    themes: themesOf(snapshot, repository.settings, ledger.themes),
    paths: paths?.slice(0, PATHS_MAX) ?? null,
    origin,
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

/** A thread of somebody who is not known any more, by a snapshot without words: what was found of it stays. Null: it is none. */
function forgottenItem(snapshot: ThreadSnapshot, known: Item | null): Item | null {
  const isForgotten = known?.snapshot.author === null && snapshot.author === null && snapshot.title === '';
  return isForgotten ? known : null;
}

/** What an observation is made of, besides what is known of the author. */
interface Observed {
  snapshot: ThreadSnapshot;
  authorRole: Item['authorRole'];
  paths: readonly string[] | null;
  /** whether a language model may be asked, where there is one */
  mayAsk: boolean;
}

/**
 * What the thread tells by itself. As long as its text is the same, so is what was made of it; other labels may change
 * what it is about and how much it hurts, but never where its author stands.
 */
function currentObservation(
  observed: Observed,
  state: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): Observation {
  const known = state.item;
  const kept = forgottenItem(observed.snapshot, known);
  if (kept !== null) return kept.observation;
  if (known === null || !readsAlike(known, observed)) {
    const observation = observeThread(observed, state, repository, facts);
    return observed.mayAsk ? withStageOpinion(observation, observed, repository, facts) : observation;
  }
  if (toldAlike(known, observed, repository)) return known.observation;
  const { stage, guess, confidence, probabilities, reasons, modelVersion, opinion } = known.observation;
  const again = observeThread(observed, state, repository, facts);
  return { ...again, stage, guess, confidence, probabilities, reasons, modelVersion, opinion };
}

function readsAlike(known: Item, { snapshot, authorRole }: Observed): boolean {
  return (
    known.snapshot.title === snapshot.title &&
    known.snapshot.body === snapshot.body &&
    known.snapshot.category === snapshot.category &&
    known.authorRole === authorRole
  );
}

/** Whether labels of kinds and severities and the paths are the same. */
function toldAlike(known: Item, { snapshot, paths }: Observed, { settings }: KnownRepository): boolean {
  const severities = new Set(Object.keys(settings.severity.labels).map((label) => label.toLowerCase()));
  const told = ({ labels }: ThreadSnapshot, of: readonly string[] | null): string =>
    labels
      .map((label) => label.toLowerCase())
      .filter((label) => severities.has(label))
      .sort()
      .concat(kindOfLabels(labels) ?? '', (of ?? []).slice(0, PATHS_MAX))
      .join('\n');
  return told(known.snapshot, known.paths) === told(snapshot, paths);
}

function observeThread(
  { snapshot, authorRole, paths }: Observed,
  state: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): Observation {
  const { settings } = repository;
  const learned = facts.get({ kind: 'learned', repositoryId: repository.id });
  const look = () =>
    observe(
      {
        type: snapshot.type,
        title: snapshot.title,
        body: snapshot.body,
        category: snapshot.category,
        labels: snapshot.labels,
        authorRole,
        authorPriorThreads: state.authorPriorThreads,
        authorPriorMergedPulls: state.authorPriorMergedPulls,
        paths,
      },
      {
        minConfidence: settings.stages.minConfidence,
        keywords: settings.stages.keywords,
        severityLabels: settings.severity.labels,
        firstSuccessField: settings.signals.firstSuccessField,
        productionField: settings.signals.productionField,
        names: productNames(repository),
      },
      learned && withoutOwn(learned, snapshot),
    );
  // Whoever asks for more facts afterwards begins anew: this is the costly part.
  return facts.once(`observe:${repository.id}-${snapshot.number}`, look);
}

/** What a human said of this very thread is in force anyway: what the app makes of it stays its own opinion. */
function withoutOwn(learned: LearnedModel, { number }: ThreadSnapshot): LearnedModel {
  return { ...learned, stages: learned.stages.filter(({ thread }) => thread !== `#${number}`) };
}

/**
 * The paths of a live pull request from outside: asked for when it is first seen, and again where they are asked for
 * anyway, since its commits changed.
 */
function pullPaths(
  event: ThreadishEvent | ThreadGoneEvent,
  state: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): readonly string[] | null {
  const { thread } = event;
  if (thread.type !== 'pull_request' || event.type === 'thread.deleted') return null;
  const known = state.item?.paths ?? null;
  if (known !== null && !isNewHead(event, state)) return known;
  const { id: repositoryId, owner, name } = repository;
  return facts.get({ kind: 'pullPaths', repositoryId, owner, name, number: thread.number });
}

function stageInForce(ledger: Ledger, observation: Observation): Pick<Item, 'stage' | 'stageSource'> {
  if (ledger.stage !== null) return { stage: ledger.stage.stage, stageSource: 'human' };
  return { stage: observation.stage, stageSource: observation.stage === null ? 'none' : 'model' };
}

function kindInForce(ledger: Ledger, { labels }: ThreadSnapshot, { kind }: Observation): Item['kind'] {
  if (ledger.kind !== null) return { value: ledger.kind.value, source: 'human' };
  return { value: kind, source: kindOfLabels(labels) === null ? 'model' : 'label' };
}

function severityInForce(ledger: Ledger, { severity }: Observation): Item['severity'] {
  if (ledger.severity !== null) return { value: ledger.severity.value, source: 'human' };
  return { value: severity.value, source: severity.inferred ? 'model' : 'label' };
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
