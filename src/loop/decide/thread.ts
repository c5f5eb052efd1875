import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { ThreadGoneEvent, ThreadTransferredEvent } from '../event.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Command, Item, Judgement, ThreadState } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import { readLedger } from '../ledger.ts';
import type { Observation } from '../observe/observe.ts';
import { observe } from '../observe/observe.ts';
import { parseMarker } from '../render/marker.ts';
import { roleOf, roleRequests } from '../roles.ts';
import type { Account, CommentSnapshot, ThreadRef, ThreadSnapshot } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { pullConfigCheck } from './config.ts';
import type { ThreadishEvent } from './heard.ts';
import { hearCommands, hearJudgements } from './heard.ts';
import { wantedEffects } from './wanted.ts';
import { isTriageRepository, openOnCommand } from './week.ts';

/**
 * One thread after one event: what is known of it, what humans said of it, and the effects that make GitHub show what
 * follows. Everything is worked out from the whole of what is known, so the order of deliveries does not matter.
 */
export function decideThread(event: ThreadishEvent, facts: Facts, now: Date): Decision {
  const repositoryId = event.thread.repository.id;
  const ref = { repositoryId, number: event.thread.number };
  facts.require([
    { kind: 'repository', repositoryId },
    { kind: 'thread', ref },
  ]);
  const repository = facts.get({ kind: 'repository', repositoryId });
  if (repository === null)
    return { changes: [], effects: [], ignored: 'repository is not in the installation' };
  const state = facts.get({ kind: 'thread', ref });
  facts.require(roleRequests(authorsOf(event, state), repository));

  const judgements = hearJudgements(event, repository);
  const commands = hearCommands(event, repository, facts, new Set(state.commands.map(({ key }) => key)));
  const allCommands = merge(state.commands, commands);
  const ledger = readLedger(
    merge(state.judgements, judgements),
    allCommands,
    repository.settings,
    allCommands.some(({ verb }) => verb === 'triage') && isTriageRepository(repository, facts),
  );
  const item = currentItem(event, state, ledger, repository, facts);
  const effects = wantedEffects({ item, ledger, state, commands: allCommands, repository });
  const triage = openOnCommand(commands, state, ledger, facts, now);
  return {
    changes: [
      { type: 'item.put', item },
      ...commentChanges(event, repository, facts),
      ...judgements.map((judgement): Change => ({ type: 'judgement.put', ref, judgement })),
      ...commands.map((command): Change => ({ type: 'command.put', ref, command })),
      ...triage.changes,
    ],
    effects: [...effects, ...triage.effects, ...pullConfigCheck(event, state, repository, facts)],
    ignored: null,
  };
}

/** Whose roles this event is about. */
function authorsOf(event: ThreadishEvent, state: ThreadState): (Account | null)[] {
  const authors = [event.thread.author, state.item?.snapshot.author ?? null];
  if ('comment' in event) authors.push(event.comment.author);
  if ('comments' in event) authors.push(...event.comments.map(({ author }) => author));
  return authors;
}

/** Known and new by key; of two of a key the earlier counts, with the permission that was found first. */
function merge<T extends Judgement | Command>(known: readonly T[], heard: readonly T[]): T[] {
  const byKey = new Map(known.map((entry) => [entry.key, entry]));
  for (const entry of heard) {
    const before = byKey.get(entry.key);
    if (before === undefined) byKey.set(entry.key, entry);
    else if (entry.at < before.at) byKey.set(entry.key, { ...before, at: entry.at });
  }
  return [...byKey.values()];
}

function currentItem(
  event: ThreadishEvent,
  state: ThreadState,
  ledger: Ledger,
  repository: KnownRepository,
  facts: Facts,
): Omit<Item, 'itemId'> {
  const known = state.item;
  const newer = known === null || event.thread.updatedAt >= known.snapshot.updatedAt;
  const snapshot = newer ? mergeSnapshot(event.thread, known?.snapshot ?? null) : known.snapshot;
  const role = roleOf(snapshot.author, repository, facts);
  const observation =
    known !== null && sameText(known, snapshot, role.role)
      ? known.observation
      : observeThread(snapshot, role.role, state, repository);
  return {
    snapshot,
    authorRole: role.role,
    roleInferred: role.inferred,
    observation,
    ...stageInForce(ledger, observation),
    origin: snapshot.createdAt < facts.standing.installedAt ? 'history' : 'live',
    closedBy: closedBy(event, known),
  };
}

/** Payloads of comments leave out what only a pull request's own payload tells. */
function mergeSnapshot(fresh: ThreadSnapshot, known: ThreadSnapshot | null): ThreadSnapshot {
  if (known === null) return fresh;
  return {
    ...fresh,
    merged: fresh.merged || known.merged,
    mergeCommitSha: fresh.mergeCommitSha ?? known.mergeCommitSha,
    baseRef: fresh.baseRef ?? known.baseRef,
    headSha: fresh.headSha ?? known.headSha,
  };
}

function sameText(known: Item, snapshot: ThreadSnapshot, role: Item['authorRole']): boolean {
  return (
    known.snapshot.title === snapshot.title &&
    known.snapshot.body === snapshot.body &&
    known.snapshot.category === snapshot.category &&
    known.authorRole === role
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

function closedBy(event: ThreadishEvent, known: Item | null): Item['closedBy'] {
  if (event.type === 'thread.closed') return event.actor;
  if (event.type === 'item.backfilled') return event.closedBy ?? known?.closedBy ?? null;
  return known?.closedBy ?? null;
}

function commentChanges(event: ThreadishEvent, repository: KnownRepository, facts: Facts): Change[] {
  const ref = { repositoryId: repository.id, number: event.thread.number };
  switch (event.type) {
    case 'comment.created':
    case 'comment.edited':
      return putComment(ref, event.comment, repository, facts);
    case 'comment.deleted': {
      const { comment } = event;
      const gone: Change = {
        type: 'comment.deleted',
        ref,
        family: comment.family,
        commentId: comment.id,
        at: event.at,
      };
      const marker = comment.author?.login === facts.standing.botLogin ? parseMarker(comment.body) : null;
      const byUs = event.actor?.login === facts.standing.botLogin;
      // A human took the app's comment away: it is not written again.
      if (marker === null || byUs) return [gone];
      return [
        gone,
        {
          type: 'post.vetoed',
          slot: `comment:${threadKey(ref)}:${marker.kind}:${marker.key}`,
          at: event.at,
        },
      ];
    }
    case 'item.backfilled':
      return event.comments.flatMap((comment) => putComment(ref, comment, repository, facts));
    default:
      return [];
  }
}

function putComment(
  ref: ThreadRef,
  comment: CommentSnapshot,
  repository: KnownRepository,
  facts: Facts,
): Change[] {
  if (comment.author?.login === facts.standing.botLogin) return [];
  const { role } = roleOf(comment.author, repository, facts);
  return [{ type: 'comment.put', ref, comment, authorRole: role }];
}

/** A deleted thread leaves no text behind. */
export function decideThreadGone(event: ThreadGoneEvent): Decision {
  const ref = { repositoryId: event.thread.repository.id, number: event.thread.number };
  return { changes: [{ type: 'item.deleted', ref, at: event.at }], effects: [], ignored: null };
}

/** A transferred thread goes on under its new name, where the app may follow it. */
export function decideThreadMoved(event: ThreadTransferredEvent, facts: Facts): Decision {
  const ref = { repositoryId: event.thread.repository.id, number: event.thread.number };
  const { to } = event;
  const target = to === null ? null : facts.get({ kind: 'repository', repositoryId: to.repositoryId });
  const change: Change =
    to === null || target === null
      ? { type: 'item.deleted', ref, at: event.at }
      : {
          type: 'item.moved',
          ref,
          to: { repositoryId: to.repositoryId, number: to.number, nodeId: to.nodeId },
          at: event.at,
        };
  return { changes: [change], effects: [], ignored: null };
}
