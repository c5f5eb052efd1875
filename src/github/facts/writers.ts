import { z } from 'zod';
import { Gone, PermissionMissing } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { collect, inOrder } from '../pages.ts';

const collaboratorSchema = z.looseObject({ login: z.string() });
/** 1,000 people; where more may write, asking for each author costs less. */
const PAGES_MAX = 10;
const PAGE_ITEMS = 100;

/**
 * Lower-case logins of everybody who may write to a repository: one call instead of one for each author, where many are
 * to be told apart at once. Null where they may not be listed, or are too many.
 */
export async function readWriters(
  github: GitHub,
  repository: { owner: string; name: string },
): Promise<Set<string> | null> {
  try {
    const writers = await collect(
      inOrder(github, {
        route: 'GET /repos/{owner}/{repo}/collaborators',
        parameters: { owner: repository.owner, repo: repository.name, permission: 'push' },
        item: collaboratorSchema,
        key: null,
        pagesMax: PAGES_MAX,
      }),
    );
    if (writers.length >= PAGES_MAX * PAGE_ITEMS) return null;
    return new Set(writers.map(({ login }) => login.toLowerCase()));
  } catch (error) {
    if (error instanceof Gone || error instanceof PermissionMissing) return null;
    throw error;
  }
}
