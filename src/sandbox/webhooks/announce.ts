import { organizationJson, userJson } from '../shapes/account.ts';
import { permits, simpleInstallationJson } from '../shapes/installation.ts';
import type { Json } from '../shapes/json.ts';
import { repositoryJson } from '../shapes/repository.ts';
import type { Account, Actor, Repository } from '../world/model.ts';
import { covers, type World } from '../world/world.ts';
import type { WebhookQueue } from './queue.ts';

/** One of the permissions that an installation needs to be sent an event; none: everybody subscribed gets it. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  issues: ['issues'],
  issue_comment: ['issues', 'pull_requests'],
  label: ['metadata'],
  milestone: ['issues', 'pull_requests'],
  discussion: ['discussions'],
  discussion_comment: ['discussions'],
  pull_request: ['pull_requests'],
  pull_request_review: ['pull_requests'],
  pull_request_review_comment: ['pull_requests'],
  push: ['contents'],
  create: ['contents'],
  release: ['contents'],
  repository: ['metadata'],
  public: ['metadata'],
  member: ['members'],
  membership: ['members'],
  organization: ['members'],
  team: ['members'],
  workflow_run: ['actions'],
  check_run: ['checks'],
};

/** Events of which the sandbox knows the payload; an app can subscribe to them. */
export const EVENTS: readonly string[] = Object.keys(NEEDED);

/** The acting side of the sandbox: the state that changes and the queue that tells of it. */
export interface Scene {
  world: World;
  queue: WebhookQueue;
}

export interface Announcement {
  event: string;
  action: string | null;
  actor: Actor;
  /** what is special to this event, between `action` and the common keys */
  body: Json;
  /** where it happened: a repository, or an organisation as a whole */
  at: Repository | Account;
}

/** Queues the delivery of something that happened, if the app is installed there, subscribed and permitted. */
export function announce({ world, queue }: Scene, announcement: Announcement): void {
  const { event, action, actor, body, at } = announcement;
  const owner = at.kind === 'repository' ? at.owner : at;
  const installation = world.installationOf(owner);
  if (!installation || installation.suspendedAt) return;
  if (at.kind === 'repository' && !covers(installation, at)) return;
  if (!installation.events.includes(event)) return;
  const needed = NEEDED[event] ?? [];
  if (!needed.some((name) => permits(installation.permissions, name, 'read'))) return;
  queue.add({
    event,
    action,
    installationId: installation.id,
    repositoryId: at.kind === 'repository' ? at.id : null,
    payload: {
      ...(action === null ? {} : { action }),
      ...body,
      ...(at.kind === 'repository' ? { repository: repositoryIn(event, world, at) } : {}),
      ...(owner.type === 'Organization' ? { organization: organizationJson(world, owner) } : {}),
      sender: userJson(world, actor.account),
      installation: simpleInstallationJson(installation),
    },
  });
}

/** Pushes give two instants of the repository in seconds, where everything else gives texts. */
function repositoryIn(event: string, world: World, repository: Repository): Json {
  const json = repositoryJson(world, repository);
  if (event !== 'push') return json;
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
  return { ...json, created_at: seconds(repository.createdAt), pushed_at: seconds(repository.pushedAt) };
}
