import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../loop/change.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { InstallationRow } from '../store/interface/installed.ts';
import { apply } from './apply.ts';
import type { FoundInstallation } from './fact-source.ts';

/**
 * Takes in an installation as GitHub has just described it. Where it stands otherwise than before, what a suspension or
 * a missing permission held back is tried again.
 * @param now when GitHub was asked
 * @returns whether it was new or stood otherwise
 */
export async function takeInFound(
  tenant: InstallationStore,
  found: FoundInstallation,
  now: Date,
): Promise<boolean> {
  const row = await tenant.row();
  if (row !== null && (row.goneAt !== null || standsSo(row, found))) return false;
  const { account, permissions, suspended, createdAt } = found;
  const put = { type: 'installation.put', account, permissions, suspended } as const;
  const after: Change[] = [
    { type: 'repositories.stale', at: now },
    { type: 'roles.stale', login: null, at: now },
    { type: 'posts.retried', at: now },
  ];
  // The first one says when it was installed.
  const at = row === null ? createdAt : now;
  await apply(tenant, [{ ...put, at }, ...(suspended ? [] : after)], now);
  return true;
}

function standsSo(row: InstallationRow, { account, permissions, suspended }: FoundInstallation): boolean {
  return (
    row.login === account.login &&
    row.accountType === account.type &&
    row.suspended === suspended &&
    isDeepStrictEqual(row.permissions, permissions)
  );
}
