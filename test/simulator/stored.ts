import { and, count, eq } from 'drizzle-orm';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Engine } from '../../src/store/database.ts';
import { outbox, posts } from '../../src/store/schema/outbox.ts';
import { TENANT_TABLES } from '../../src/store/schema/tables.ts';

/** What must be true of rows that the app would never show. */

/** When the app could write nothing, by GitHub's clock; null: to this day. */
export interface Silence {
  from: Date;
  until: Date | null;
}

/** GitHub ends requests after 10 s, and no answer of it takes longer. */
const UNDER_WAY_MS = 10_000;

/**
 * Effects that were given up without a reason. What is still wanted in the end has no reason but that its thread was
 * deleted: what a missing permission refused is sent again once it is given back.
 * @param slackMs by how much the app's clock may have been wrong
 */
export async function givenUp(
  sandbox: Sandbox,
  { database }: Engine,
  installationId: number,
  silences: readonly Silence[],
  slackMs: number,
): Promise<string[]> {
  const failed = await database
    .select({ effect: outbox.effect, error: outbox.error, at: outbox.settledAt, wanted: posts.slot })
    .from(outbox)
    .leftJoin(
      posts,
      and(
        eq(posts.installationId, outbox.installationId),
        eq(posts.effectId, outbox.id),
        eq(posts.state, 'failed'),
      ),
    )
    .where(and(eq(outbox.installationId, installationId), eq(outbox.state, 'failed')));
  const wasSilent = (at: Date | null): boolean =>
    at !== null &&
    silences.some(
      ({ from, until }) =>
        at.getTime() >= from.getTime() - slackMs &&
        (until === null || at.getTime() <= until.getTime() + UNDER_WAY_MS + slackMs),
    );
  return failed.flatMap(({ effect, error, at, wanted }) => {
    if ('thread' in effect && !isThere(sandbox, effect.thread)) return [];
    if (wanted === null && error?.startsWith('permission missing') === true && wasSilent(at)) return [];
    return [`${effect.slot} was given up: ${error}`];
  });
}

function isThere(
  sandbox: Sandbox,
  { repositoryId, number }: { repositoryId: number; number: number },
): boolean {
  const repository = sandbox.world.repositories.find(({ id }) => id === repositoryId);
  return repository?.threads.has(number) === true;
}

/** Rows of installations that are no more. */
export async function leftOf({ database }: Engine, installationIds: readonly number[]): Promise<string[]> {
  const left: string[] = [];
  for (const id of installationIds)
    for (const [name, table] of Object.entries(TENANT_TABLES)) {
      const [row] = await database.select({ rows: count() }).from(table).where(eq(table.installationId, id));
      const rows = row?.rows ?? 0;
      if (rows > 0) left.push(`${rows} rows of an installation that is gone are left in ${name}`);
    }
  return left;
}
