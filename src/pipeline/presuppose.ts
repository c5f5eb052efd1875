import type { Change } from '../loop/change.ts';
import type { Event, InstallationEvent } from '../loop/event.ts';
import type { RemoteFactRequest } from '../loop/fact-request.ts';
import type { Standing } from '../loop/facts.ts';
import type { ConfigScope } from '../loop/known-repository.ts';
import { triageRepository } from '../loop/triage/place.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import { configScope, knownRepositories } from '../store/known-repository.ts';
import type { Store } from '../store/store.ts';
import { apply } from './apply.ts';
import type { FactSource, Judge } from './fact-source.ts';
import { takeInFound } from './found-installation.ts';
import { takeInRepositories } from './listed-repositories.ts';

/** What every decision about an event may take for granted. */
export interface Presupposed {
  standing: Standing;
}

const UNKNOWN = { ignored: 'the installation is unknown to GitHub' } as const;

/** Such words may come late and out of order: how the installation stands is asked of GitHub itself. */
const TELLS_STANDING = new Set<InstallationEvent['change']>([
  'suspended',
  'unsuspended',
  'permissions_accepted',
]);

/**
 * Takes in what an event presupposes and the app does not know yet: an installation whose webhook got lost, the list
 * of its repositories, the config of the repository and of the organisation. Each is asked for once and then kept, in
 * transactions of its own, so that doing it twice does no harm.
 * @returns a reason to ignore the event where GitHub itself knows no such installation
 */
export async function presuppose(
  event: Event,
  deps: { store: Store; source: FactSource; judge?: Judge | null },
  now: Date,
): Promise<Presupposed | { ignored: string }> {
  const tenant = deps.store.forInstallation(event.installationId);
  const botLogin = await deps.source.botLogin();
  const { host } = deps.source;
  const languageModel = deps.judge?.model;
  if (event.type === 'installation.changed') {
    if (TELLS_STANDING.has(event.change)) {
      const found = await deps.source.installation(tenant.installationId);
      if (found === null) return UNKNOWN;
      const isChanged = await takeInFound(tenant, found, now);
      // It may stand as before, and have stood otherwise meanwhile: what that held back is tried again as well.
      const isActive = !found.suspended && (await tenant.row())?.goneAt === null;
      if (!isChanged && isActive) await apply(tenant, [{ type: 'posts.retried', at: now }], now);
    }
    return {
      standing: { botLogin, host, languageModel, accountLogin: event.account.login, installedAt: event.at },
    };
  }
  const row = (await tenant.row()) ?? (await takeInNew(tenant, deps.source, now));
  if (row === null) return UNKNOWN;
  if (row.goneAt !== null) return { ignored: 'the app was uninstalled' };
  // What becomes of a repository decides nothing else, and many may come at once: one list for all of them.
  if (row.repositoriesStale && event.type !== 'repository.changed')
    await takeInRepositories(tenant, deps.source, now);
  await takeInUntold(event, tenant, deps.source, now);
  await takeInConfigs(tenant, row.accountType, repositoryOf(event), deps.source, now);
  if (event.type === 'schedule.ticked' && event.task === 'week') {
    // Where the weekly issue goes says the organisation's config; whether the app may write there, its own.
    const place = triageRepository(await knownRepositories(tenant));
    if (place !== null) await takeInConfigs(tenant, row.accountType, place.id, deps.source, now);
  }
  return {
    standing: { botLogin, host, languageModel, accountLogin: row.login, installedAt: row.installedAt },
  };
}

function repositoryOf(event: Event): number | null {
  if ('thread' in event) return event.thread.repository.id;
  return 'repository' in event ? event.repository.id : null;
}

/** Takes in an installation that nobody has told of; null where GitHub knows none, either. */
async function takeInNew(tenant: InstallationStore, source: FactSource, now: Date) {
  const found = await source.installation(tenant.installationId);
  if (found === null) return null;
  await takeInFound(tenant, found, now);
  return tenant.row();
}

/**
 * A thread of a repository that nobody has told of, or that is private by now: its own webhook is still on the way or
 * lost. The list decides; where there is none, or it was overtaken, the signed delivery is word enough.
 */
async function takeInUntold(
  event: Event,
  tenant: InstallationStore,
  source: FactSource,
  now: Date,
): Promise<void> {
  if (!('thread' in event)) return;
  const { repository } = event.thread;
  const known = await tenant.repository(repository.id);
  // What happened before the list was read is no news.
  const isHidden = known !== null && repository.private && !known.private && event.at > known.changedAt;
  if (known !== null && !isHidden) return;
  // Of one that is gone since, many words may still be on their way: none of them has the list read again.
  const goneSince = known === null ? await tenant.repositoryGoneSince(repository.id) : null;
  if (goneSince !== null && event.at <= goneSince) return;
  const isTaken = await takeInRepositories(tenant, source, now);
  if (!isTaken) await apply(tenant, [{ type: 'repository.put', repository, at: now }], now);
}

/** Reads the configs that were never read: that of the event's repository, the organisation's, that of an only repository. */
async function takeInConfigs(
  tenant: InstallationStore,
  accountType: 'User' | 'Organization',
  repositoryId: number | null,
  source: FactSource,
  now: Date,
): Promise<void> {
  const { repository, organization, only } = await tenant.home(repositoryId);
  const single = accountType === 'User' || only !== null;
  const candidates = [repository, organization, only].flatMap((each) => each ?? []);
  const unread = [...new Map(candidates.map((each) => [each.id, each])).values()]
    .map((each) => ({ repository: each, scope: configScope(each, single) }))
    .filter(
      ({ repository: { id, configReadAt }, scope }) =>
        configReadAt === null && (id === repositoryId || scope === 'organization' || id === only?.id),
    );
  if (unread.length === 0) return;
  const changes = await Promise.all(
    unread.map(({ repository, scope }) => readConfig(repository, scope, source, tenant.installationId, now)),
  );
  await apply(tenant, changes, now);
}

/** Reads the config of a repository's default branch, as a change. */
export async function readConfig(
  repository: StoredRepository,
  scope: ConfigScope,
  source: FactSource,
  installationId: number,
  now: Date,
): Promise<Change> {
  const request: RemoteFactRequest = {
    kind: 'configFile',
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    ref: null,
    scope,
  };
  const answer = source.instant?.(request) ?? (await source.ask(request, installationId));
  if (answer.kind !== 'configFile') throw new Error(`a config was asked for, ${answer.kind} came`);
  return {
    type: 'config.put',
    repositoryId: repository.id,
    file: answer.value.file,
    refused: answer.value.refused,
    problems: answer.value.problems,
    at: now,
  };
}
