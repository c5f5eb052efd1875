import { z } from 'zod';
import type { Account, Repository } from '../loop/vocabulary.ts';

/** Pieces that many payloads have. Only the fields that are used; everything else passes unread. */

/** GitHub puts this login in the place of deleted accounts where it does not put null. */
export const GHOST = 'ghost';

const ACCOUNT_TYPES: readonly string[] = ['User', 'Bot', 'Organization', 'Mannequin'];

function isAccountType(type: string | undefined): type is Account['type'] {
  return type !== undefined && ACCOUNT_TYPES.includes(type);
}

export const accountSchema = z
  .object({ id: z.number().int(), login: z.string(), type: z.string().optional() })
  .transform(
    ({ id, login, type }): Account => ({
      id,
      login,
      type: isAccountType(type) ? type : login.endsWith('[bot]') ? 'Bot' : 'User',
    }),
  );

/** An author or a closer: null where the account was deleted. */
export const authorSchema = accountSchema
  .nullable()
  .transform((account) => (account?.login === GHOST ? null : account));

/** The sender, who caused the event; some payloads have none. */
export const actorSchema = authorSchema.optional().transform((account) => account ?? null);

/** ISO 8601 with any offset. */
export const timeSchema = z
  .string()
  .transform((text) => new Date(text))
  .refine((time) => !Number.isNaN(time.getTime()), 'Invalid input: expected a time');

/** Some times come as seconds since 1970 (installations, the repository of a push). */
export const looseTimeSchema = z.union([
  timeSchema,
  z
    .number()
    .transform((seconds) => new Date(seconds * 1000))
    .refine((time) => !Number.isNaN(time.getTime()), 'Invalid input: expected a time'),
]);

/** Markdown or a message: null where the person left it empty. */
export const textSchema = z
  .string()
  .nullable()
  .transform((text) => text ?? '');

export const repositorySchema = z
  .object({
    id: z.number().int().positive(),
    node_id: z.string(),
    name: z.string(),
    private: z.boolean(),
    archived: z.boolean().optional(),
    default_branch: z.string().nullish(),
    owner: z.object({ login: z.string() }),
  })
  .transform(
    (repository): Repository => ({
      id: repository.id,
      nodeId: repository.node_id,
      owner: repository.owner.login,
      name: repository.name,
      private: repository.private,
      archived: repository.archived ?? false,
      defaultBranch: repository.default_branch ?? null,
    }),
  );

const labelNameSchema = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

export const labelNamesSchema = z
  .array(labelNameSchema)
  .nullish()
  .transform((names) => names ?? []);

/** The label of a `labeled` or `unlabeled` event; GitHub leaves it out where the label itself was deleted. */
export const eventLabelSchema = z
  .object({ name: z.string() })
  .nullish()
  .transform((label) => label?.name ?? null);

export const thumbsUpSchema = z
  .object({ '+1': z.number().int().optional() })
  .nullish()
  .transform((reactions) => reactions?.['+1'] ?? 0);

/** What every payload about a repository has beside its subject. */
export const surroundings = { repository: repositorySchema, sender: actorSchema };
