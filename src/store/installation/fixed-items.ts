import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { mayMean } from '../../loop/fix/release-said.ts';
import { landingNames } from '../../loop/fix-record.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { landings } from '../schema/fixes.ts';
import { commands, items } from '../schema/items.ts';
import { readLinks, refOf, STEPS_MAX } from './landings.ts';

/** Items that these landings close or are said to fix, and those of what they take back. */
export async function readFixedItems(
  database: Database,
  installationId: number,
  keys: readonly string[],
): Promise<number[]> {
  // They may be named by their commits.
  const all = new Set([...keys, ...(await keysByName(database, installationId, keys))]);
  const closed = new Set<string>();
  let next = [...all];
  for (let step = 0; step < STEPS_MAX && next.length > 0; step += 1) {
    const links = await readLinks(database, installationId, next);
    for (const { verb, target } of links) if (verb === 'closes') closed.add(target);
    const back = links.flatMap(({ verb, target }) => (verb === 'reverts' ? [target] : []));
    next = (await keysByName(database, installationId, back)).filter((key) => !all.has(key));
    for (const key of next) all.add(key);
  }
  const threads = [...closed].flatMap((target) => refOf(target) ?? []);
  const pulls = [...all].flatMap((key) => refOf(key.replace(/^pull:/, 'thread:')) ?? []);
  const [direct, said] = await Promise.all([
    itemIds(database, installationId, threads),
    itemsSaidFixedBy(database, installationId, pulls),
  ]);
  return [...new Set([...direct, ...said])].sort((a, b) => a - b);
}

/** Landings by what a revert calls them: their key, or their commit. */
async function keysByName(
  database: Database,
  installationId: number,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const shas = names.flatMap((name) => /^commit:\d+-(.+)$/.exec(name)?.[1] ?? []);
  const rows = await database
    .select({ key: landings.key, repositoryId: landings.repositoryId, sha: landings.sha })
    .from(landings)
    .where(
      and(
        eq(landings.installationId, installationId),
        shas.length === 0
          ? inArray(landings.key, [...names])
          : sql`(${inArray(landings.key, [...names])} or ${inArray(landings.sha, shas)})`,
      ),
    );
  const wanted = new Set(names);
  return rows.filter((row) => landingNames(row).some((name) => wanted.has(name))).map(({ key }) => key);
}

async function itemIds(
  database: Database,
  installationId: number,
  refs: readonly ThreadRef[],
): Promise<number[]> {
  const found: number[] = [];
  for (const { repositoryId, number } of refs) {
    const rows = await database
      .select({ itemId: items.itemId })
      .from(items)
      .where(
        and(
          eq(items.installationId, installationId),
          eq(items.repositoryId, repositoryId),
          eq(items.number, number),
          isNull(items.deletedAt),
        ),
      );
    found.push(...rows.map(({ itemId }) => itemId));
  }
  return found;
}

async function itemsSaidFixedBy(
  database: Database,
  installationId: number,
  pulls: readonly ThreadRef[],
): Promise<number[]> {
  const said: ThreadRef[] = [];
  for (const { repositoryId, number } of pulls) {
    const rows = await database
      .select({ repositoryId: commands.repositoryId, number: commands.number })
      .from(commands)
      .where(
        and(
          eq(commands.installationId, installationId),
          eq(commands.verb, 'fixed-by'),
          sql`${commands.target} -> 'ref' ->> 'repositoryId' = ${String(repositoryId)}`,
          sql`${commands.target} -> 'ref' ->> 'number' = ${String(number)}`,
        ),
      );
    said.push(...rows);
  }
  return itemIds(database, installationId, said);
}

/** Items on whose threads somebody said `/fixed-in` and may have meant this tag. */
export async function readSaidFixedIn(
  database: Database,
  installationId: number,
  tag: string,
): Promise<number[]> {
  const said = await database
    .selectDistinct({
      repositoryId: commands.repositoryId,
      number: commands.number,
      word: sql<string>`split_part(${commands.argument}, ' ', 1)`,
    })
    .from(commands)
    .where(and(eq(commands.installationId, installationId), eq(commands.verb, 'fixed-in')));
  const found = await itemIds(
    database,
    installationId,
    said.filter(({ word }) => mayMean(word, tag)),
  );
  return [...new Set(found)];
}
