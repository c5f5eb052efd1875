import type { Change } from '../../loop/change.ts';
import { assertNever } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { putAdopters } from './adopters.ts';
import { appendEntries } from './cluster-log.ts';
import { putClusters } from './clusters.ts';
import { deleteComment, putComments } from './comments.ts';
import { putDecisions } from './decisions.ts';
import { putDocuments } from './documents.ts';
import { forgetRoles } from './facts.ts';
import { putCommands, putJudgements } from './heard.ts';
import { installationGone, putInstallation } from './installations.ts';
import { deleteItem, putItem } from './items.ts';
import { putLanding } from './landings.ts';
import { dropLesson, putLesson } from './lessons.ts';
import { moveItem } from './move-item.ts';
import { dropNotices, putNotices, putTransitions } from './notices.ts';
import { putPairs } from './pairs.ts';
import {
  markRepositoriesStale,
  putConfig,
  putRepository,
  putRepositoryList,
  repositoryGone,
} from './put-repositories.ts';
import { putContainments, putRelease } from './releases.ts';
import { putSignal } from './signals.ts';
import { labelReturned, retryFailed, vetoSlot } from './slots.ts';
import { putRun } from './starter-runs.ts';
import { closeWeek, openWeek } from './weeks.ts';

/** Applies changes in order. Neighbours of one kind that come by the thousand go in one statement. */
export async function applyChanges(
  transaction: Database,
  installationId: number,
  changes: readonly Change[],
): Promise<void> {
  for (const run of runs(changes)) await applyRun(transaction, installationId, run);
}

/** The list cut where the kind changes. */
export function runs(changes: readonly Change[]): Change[][] {
  const cut: Change[][] = [];
  for (const change of changes) {
    const last = cut.at(-1);
    if (last?.[0]?.type === change.type) last.push(change);
    else cut.push([change]);
  }
  return cut;
}

async function applyRun(
  transaction: Database,
  installationId: number,
  run: readonly Change[],
): Promise<void> {
  switch (run[0]?.type) {
    case 'comment.put':
      return putComments(
        transaction,
        installationId,
        run.filter((change) => change.type === 'comment.put'),
      );
    case 'judgement.put':
      return putJudgements(
        transaction,
        installationId,
        run.filter((change) => change.type === 'judgement.put'),
      );
    case 'command.put':
      return putCommands(
        transaction,
        installationId,
        run.filter((change) => change.type === 'command.put'),
      );
    case 'document.put':
      return putDocuments(
        transaction,
        installationId,
        run.filter((change) => change.type === 'document.put'),
      );
    default:
      for (const change of run) await applyChange(transaction, installationId, change);
  }
}

async function applyChange(transaction: Database, id: number, change: Change): Promise<void> {
  switch (change.type) {
    case 'item.put':
      return putItem(transaction, id, change.item, change.itemId);
    case 'item.deleted':
      return deleteItem(transaction, id, change.ref, change.at);
    case 'item.moved':
      return moveItem(transaction, id, change.ref, change.to, change.at);
    case 'comment.put':
      return putComments(transaction, id, [change]);
    case 'comment.deleted':
      return deleteComment(transaction, id, change);
    case 'judgement.put':
      return putJudgements(transaction, id, [change]);
    case 'command.put':
      return putCommands(transaction, id, [change]);
    case 'post.vetoed':
      return vetoSlot(transaction, id, change.slot, change.at);
    case 'posts.retried':
      return retryFailed(transaction, id, change.at);
    case 'label.returned':
      return labelReturned(transaction, id, change);
    case 'repository.put':
      return putRepository(transaction, id, change.repository, change.at);
    case 'repository.gone':
      return repositoryGone(transaction, id, change.repositoryId, change.at);
    case 'repositories.put':
      return putRepositoryList(transaction, id, change.repositories, change.at);
    case 'repositories.stale':
      return markRepositoriesStale(transaction, id);
    case 'installation.put':
      return putInstallation(transaction, id, change);
    case 'installation.gone':
      return installationGone(transaction, id, change.at);
    case 'config.put':
      return putConfig(transaction, id, change);
    case 'lesson.put':
      return putLesson(transaction, id, change);
    case 'lesson.dropped':
      return dropLesson(transaction, id, change);
    case 'roles.stale':
      return forgetRoles(transaction, id, change.login);
    case 'document.put':
      return putDocuments(transaction, id, [change]);
    case 'pairs.put':
      return putPairs(transaction, id, change);
    case 'entries.append':
      return appendEntries(transaction, id, change.entries);
    case 'clusters.put':
      return putClusters(transaction, id, change);
    case 'landing.put':
      return putLanding(transaction, id, change.landing);
    case 'release.put':
      return putRelease(transaction, id, change);
    case 'containments.put':
      return putContainments(transaction, id, change);
    case 'transitions.put':
      return putTransitions(transaction, id, change);
    case 'notices.put':
      return putNotices(transaction, id, change);
    case 'notices.drop':
      return dropNotices(transaction, id, change);
    case 'week.opened':
      return openWeek(transaction, id, change);
    case 'week.closed':
      return closeWeek(transaction, id, change);
    case 'run.put':
      return putRun(transaction, id, change.run);
    case 'adopters.put':
      return putAdopters(transaction, id, change.seen);
    case 'signal.put':
      return putSignal(transaction, id, change);
    case 'decisions.put':
      return putDecisions(transaction, id, change);
    default:
      return assertNever(change);
  }
}
