import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { isAnswer } from '../../loop/commands.ts';
import type { Command } from '../../loop/item.ts';
import type { Settings } from '../../loop/settings.ts';
import type { Database } from '../database.ts';
import { knownRepositories } from '../known-repository.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems, clusters } from '../schema/clusters.ts';
import { commands, items } from '../schema/items.ts';
import { readInstallation } from './installations.ts';
import { isPlaceOfItem, isThreadOfCommand } from './joins.ts';
import { readRepositories } from './repositories.ts';

/** By repository, where somebody named a theme. */
export async function readSettings(
  database: Database,
  installationId: number,
  said: readonly Command[],
): Promise<ReadonlyMap<number, Settings>> {
  if (!said.some(({ verb }) => verb === 'theme')) return new Map();
  const known = await knownRepositories({
    row: () => readInstallation(database, installationId),
    repositories: () => readRepositories(database, installationId),
  });
  return new Map(known.map(({ id, settings }) => [id, settings]));
}

/** Clusters that were named in decisions and that there are, also as part of others. */
export async function readDecidable(
  database: Database,
  installationId: number,
  said: readonly Command[],
): Promise<ReadonlySet<number>> {
  const named = new Set(
    said.flatMap(({ verb, argument }) => {
      const id = verb === 'decide' || verb === 'approve' ? /^c(\d{1,15})/i.exec(argument)?.[1] : undefined;
      return id === undefined ? [] : [Number(id)];
    }),
  );
  if (named.size === 0) return named;
  const [filled, merged] = await Promise.all([
    database
      .selectDistinct({ id: clusterItems.clusterId })
      .from(clusterItems)
      .where(and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.clusterId, named))),
    database
      .select({ id: clusters.clusterId })
      .from(clusters)
      .where(
        and(
          eq(clusters.installationId, installationId),
          isAmong(clusters.clusterId, named),
          isNotNull(clusters.mergedInto),
        ),
      ),
  ]);
  return new Set([...filled, ...merged].flatMap(({ id }) => id ?? []));
}

const ASKER = sql`(${commands.actor} ->> 'id')::bigint`.mapWith(Number);

/** Who reported or asked in the clusters of threads on which an answer may have been taken back. */
export async function readReporters(
  database: Database,
  installationId: number,
  threads: readonly (readonly (Command & { clusterId: number | null })[])[],
): Promise<ReadonlyMap<number | null, ReadonlySet<number>>> {
  const found = new Map<number | null, Set<number>>();
  const unclear = threads.filter((own) => own.some(isAnswer) && own.some(({ verb }) => verb === 'undo'));
  const among = unclear.flatMap(([first]) => first?.clusterId ?? []);
  if (among.length === 0) return found;
  const here = and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.clusterId, among));
  const [authors, askers] = await Promise.all([
    database
      .select({ clusterId: clusterItems.clusterId, id: items.authorId })
      .from(clusterItems)
      .innerJoin(items, isPlaceOfItem())
      .where(and(here, isNull(items.deletedAt))),
    database
      .select({ clusterId: clusterItems.clusterId, id: ASKER })
      .from(clusterItems)
      .innerJoin(items, isPlaceOfItem())
      .innerJoin(commands, isThreadOfCommand())
      .where(and(here, isNull(items.deletedAt), eq(commands.verb, 'notify-me'))),
  ]);
  for (const { clusterId, id } of [...authors, ...askers]) {
    if (id === null) continue;
    const ids = found.get(clusterId) ?? new Set();
    found.set(clusterId, ids.add(id));
  }
  return found;
}
