import type { FoundThread } from '../../github/backfill/found-thread.ts';
import { PAGE_THREADS_MAX, readThreadPage } from '../../github/backfill/thread-page.ts';
import { GitHubError, Limited, PermissionMissing, Unauthorised } from '../../github/errors.ts';
import { readRepository } from '../../github/facts/repository.ts';
import type { GitHub } from '../../github/github.ts';
import type { Repository } from '../../loop/vocabulary.ts';
import { THREAD_TYPES } from '../../loop/vocabulary.ts';
import { UserError } from '../command.ts';
import type { HistoryRecord } from './history-file.ts';

/** Reads a project's threads as a history: what changed since `since`, with comments. Throws UserError with what to do. */
export async function readFromGitHub(
  github: GitHub,
  fullName: string,
  since: Date,
  onRead: (threads: number) => void,
): Promise<HistoryRecord[]> {
  try {
    return await readAll(github, fullName, since, onRead);
  } catch (error) {
    throw error instanceof GitHubError ? explained(error, fullName) : error;
  }
}

async function readAll(
  github: GitHub,
  fullName: string,
  since: Date,
  onRead: (threads: number) => void,
): Promise<HistoryRecord[]> {
  const [owner = '', name = ''] = fullName.split('/');
  const repository = await readRepository(github, owner, name);
  if (repository === null) {
    throw new UserError(`${fullName}: GitHub knows no such repository, or the token may not see it`);
  }
  const records: HistoryRecord[] = [];
  for (const type of THREAD_TYPES) {
    let cursor: string | null = null;
    do {
      const page = await pageOf(github, repository, { type, since, cursor, size: PAGE_THREADS_MAX });
      records.push(...page.threads.map((found) => recordOf(found, repository)));
      onRead(records.length);
      cursor = page.ended ? null : page.cursor;
    } while (cursor !== null);
  }
  if (records.length === 0)
    throw new UserError(`${fullName}: nothing happened there since ${since.toISOString().slice(0, 10)}`);
  return records;
}

/** A kind of thread that the token may not see, or that the repository does not have, is left out. */
async function pageOf(
  github: GitHub,
  repository: Repository,
  wanted: Parameters<typeof readThreadPage>[2],
): Promise<Pick<Awaited<ReturnType<typeof readThreadPage>>, 'threads' | 'cursor' | 'ended'>> {
  try {
    return await readThreadPage(github, repository, wanted);
  } catch (error) {
    if (error instanceof PermissionMissing) return { threads: [], cursor: null, ended: true };
    throw error;
  }
}

function recordOf({ thread, closedBy, comments }: FoundThread, repository: Repository): HistoryRecord {
  return {
    repo: `${repository.owner}/${repository.name}`,
    number: thread.number,
    kind: thread.type,
    title: thread.title,
    body: thread.body,
    author: thread.author?.login ?? null,
    authorAssociation: thread.authorAssociation,
    createdAt: thread.createdAt,
    closedAt: thread.closedAt,
    closedBy: closedBy?.login ?? null,
    stateReason: thread.stateReason,
    mergedAt: thread.merged ? thread.closedAt : null,
    intoDefaultBranch: thread.baseRef === repository.defaultBranch,
    labels: thread.labels,
    category: thread.category,
    comments: comments.map(({ author, createdAt, body }) => ({
      author: author?.login ?? null,
      createdAt,
      body,
    })),
  };
}

function explained(error: GitHubError, fullName: string): UserError {
  const because = { cause: error };
  if (error instanceof Unauthorised) {
    return new UserError(
      'GITHUB_TOKEN is not accepted by GitHub: make a new one (read access is enough)',
      because,
    );
  }
  if (error instanceof Limited) {
    return new UserError(
      `GitHub's limit is used up until ${error.resumeAt.toISOString()}: try again then`,
      because,
    );
  }
  if (error instanceof PermissionMissing) {
    return new UserError(
      `${fullName}: the token may not read it (needed: ${error.accepted ?? 'read access'})`,
      because,
    );
  }
  return new UserError(
    `${fullName}: GitHub could not be read (${error.name}, status ${error.status ?? 'none'})`,
    because,
  );
}
