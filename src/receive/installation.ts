import { z } from 'zod';
import type { InstallationEvent } from '../loop/event.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { accountSchema, actorSchema, looseTimeSchema } from './shared.ts';
import { meaningOf } from './thread.ts';

/** These payloads name a repository's owner only inside `full_name`. */
const namedRepositorySchema = z
  .object({
    id: z.number().int().positive(),
    node_id: z.string(),
    name: z.string(),
    full_name: z.string(),
    private: z.boolean(),
  })
  .transform(({ id, node_id, name, full_name, private: isPrivate }) => ({
    id,
    nodeId: node_id,
    owner: full_name.split('/')[0] ?? '',
    name,
    private: isPrivate,
  }));

const installationSchema = z.object({
  account: accountSchema,
  permissions: z.record(z.string(), z.string()),
  created_at: looseTimeSchema.nullish(),
});

const wholeSchema = z.object({
  installation: installationSchema,
  repositories: z.array(namedRepositorySchema).nullish(),
  sender: actorSchema,
});

const repositoriesSchema = z.object({
  installation: installationSchema,
  repositories_added: z.array(namedRepositorySchema),
  repositories_removed: z.array(z.object({ id: z.number().int().positive() })),
  sender: actorSchema,
});

const MEANINGS: Readonly<Record<string, InstallationEvent['change']>> = {
  created: 'created',
  deleted: 'deleted',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
  new_permissions_accepted: 'permissions_accepted',
};

/** `installation` deliveries. */
export function readInstallation(opened: Opened): Received {
  const change = meaningOf(MEANINGS, opened.action);
  if (!change) return unknownAction(opened);
  const { installation, repositories, sender } = read(wholeSchema, opened);
  const created = change === 'created';
  return {
    event: {
      ...happened(opened, created ? (installation.created_at ?? null) : null),
      type: 'installation.changed',
      change,
      account: installation.account,
      permissions: installation.permissions,
      added: created ? (repositories ?? []) : [],
      removed: [],
      actor: sender,
    },
  };
}

/** `installation_repositories` deliveries. */
export function readInstallationRepositories(opened: Opened): Received {
  if (opened.action !== 'added' && opened.action !== 'removed') return unknownAction(opened);
  const payload = read(repositoriesSchema, opened);
  return {
    event: {
      ...happened(opened, null),
      type: 'installation.changed',
      change: 'repositories_changed',
      account: payload.installation.account,
      permissions: payload.installation.permissions,
      added: payload.repositories_added,
      removed: payload.repositories_removed.map(({ id }) => ({ id })),
      actor: payload.sender,
    },
  };
}
