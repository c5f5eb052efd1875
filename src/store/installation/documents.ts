import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { IndexedDocument } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { isAmong, numbers } from '../numbers.ts';
import { items } from '../schema/items.ts';
import { documents, postings, terms } from '../schema/matching.ts';
import { textKey } from '../text-key.ts';

/** The term that stands in every document: its count is that of the documents. No text has this key. */
export const EVERY_DOCUMENT = 0;

/** Impact by the key of the term. */
type Impacts = ReadonlyMap<number, number>;

/** What is looked up and found of an item, in place of what it was before. An item that is gone gets nothing. */
export async function putDocument(
  transaction: Database,
  installationId: number,
  { itemId, indexed }: Extract<Change, { type: 'document.put' }>,
): Promise<void> {
  await removePostings(transaction, installationId, [itemId]);
  const [item] = await transaction
    .select({ repositoryId: items.repositoryId, createdAt: items.createdAt })
    .from(items)
    .where(and(eq(items.installationId, installationId), eq(items.itemId, itemId), isNull(items.deletedAt)));
  if (indexed === null || item === undefined) {
    await transaction.delete(documents).where(isDocument(installationId, [itemId]));
    return;
  }
  const { document, mass } = indexed;
  await transaction
    .insert(documents)
    .values({ installationId, itemId, ...item, document, mass, lines: document.lines.map(textKey) })
    .onConflictDoUpdate({
      target: [documents.installationId, documents.itemId],
      set: excludedBut(documents, ['installationId', 'itemId']),
    });
  await addPostings(transaction, installationId, item.repositoryId, itemId, impactsOf(indexed));
}

/** These items take no part in matching any more. */
export async function removeDocuments(
  transaction: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<void> {
  await removePostings(transaction, installationId, itemIds);
  await transaction.delete(documents).where(isDocument(installationId, itemIds));
}

/** The document of an item that went to another repository is counted there. */
export async function moveDocument(
  transaction: Database,
  installationId: number,
  itemId: number,
  repositoryId: number,
): Promise<void> {
  const rows = await transaction
    .select({ term: terms.term, impact: postings.impact })
    .from(postings)
    .innerJoin(terms, eq(terms.listId, postings.listId))
    .where(and(eq(terms.installationId, installationId), eq(postings.itemId, itemId)));
  await removePostings(transaction, installationId, [itemId]);
  await addPostings(
    transaction,
    installationId,
    repositoryId,
    itemId,
    new Map(rows.map(({ term, impact }) => [term, impact])),
  );
  await transaction
    .update(documents)
    .set({ repositoryId })
    .where(isDocument(installationId, [itemId]));
}

function isDocument(installationId: number, itemIds: readonly number[]) {
  return and(eq(documents.installationId, installationId), isAmong(documents.itemId, itemIds));
}

function impactsOf(indexed: IndexedDocument): Impacts {
  const impacts = new Map([[EVERY_DOCUMENT, 0]]);
  for (const { term, weight } of indexed.terms) impacts.set(textKey(term), weight);
  return impacts;
}

/** One statement for all terms: their counts, lists for new ones, and the rows in the lists. */
async function addPostings(
  transaction: Database,
  installationId: number,
  repositoryId: number,
  itemId: number,
  impacts: Impacts,
): Promise<void> {
  if (impacts.size === 0) return;
  await transaction.execute(sql`
    with given as (
      select * from unnest(${numbers(impacts.keys())}, ${numbers(impacts.values(), 'real')}) as given (term, impact)
    ), counted as (
      insert into ${terms} (installation_id, term, repository_id, items)
      select ${installationId}::bigint, term, ${repositoryId}::bigint, 1 from given
      on conflict (installation_id, term, repository_id) do update set items = ${terms.items} + 1
      returning list_id, term
    )
    insert into ${postings} (installation_id, list_id, impact, item_id)
    select ${installationId}::bigint, list_id, impact, ${itemId}::bigint from counted join given using (term)`);
}

/** An item is in a list once, so each row that goes is one less. */
async function removePostings(
  transaction: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<void> {
  await transaction.execute(sql`
    with gone as (
      delete from ${postings}
      where ${and(eq(postings.installationId, installationId), isAmong(postings.itemId, itemIds))}
      returning list_id
    ), fewer as (
      select list_id, count(*) as items from gone group by list_id
    )
    update ${terms} set items = ${terms.items} - fewer.items from fewer
    where ${and(eq(terms.installationId, installationId), sql`${terms.listId} = fewer.list_id`)}`);
}
