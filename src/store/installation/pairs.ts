import { and, asc, desc, eq, or } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Pair } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { pairs } from '../schema/matching.ts';

/** What the matcher says of an item, instead of what it said before. */
export async function putPairs(
  transaction: Database,
  installationId: number,
  { itemId, pairs: said }: Extract<Change, { type: 'pairs.put' }>,
): Promise<void> {
  await transaction
    .delete(pairs)
    .where(and(eq(pairs.installationId, installationId), eq(pairs.itemId, itemId)));
  const rows = new Map(
    said.map(({ itemId: otherItemId, ...rest }) => [
      otherItemId,
      { installationId, itemId, otherItemId, ...rest },
    ]),
  );
  if (rows.size > 0) await transaction.insert(pairs).values([...rows.values()]);
}

/** What was said of these items by either side: the evidence quotes both. */
export async function removePairs(
  transaction: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<void> {
  await transaction
    .delete(pairs)
    .where(
      and(
        eq(pairs.installationId, installationId),
        or(isAmong(pairs.itemId, itemIds), isAmong(pairs.otherItemId, itemIds)),
      ),
    );
}

/** Of each item that has any its pairs, the likeliest first. */
export async function readPairs(
  database: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, Pair[]>> {
  const rows = await database
    .select()
    .from(pairs)
    .where(and(eq(pairs.installationId, installationId), isAmong(pairs.itemId, itemIds)))
    .orderBy(asc(pairs.itemId), desc(pairs.probability), asc(pairs.otherItemId));
  const found = new Map<number, Pair[]>();
  for (const { itemId, otherItemId, tier, probability, evidence, algorithm } of rows) {
    const said = found.get(itemId) ?? [];
    said.push({ itemId: otherItemId, tier, probability, evidence, algorithm });
    found.set(itemId, said);
  }
  return found;
}
