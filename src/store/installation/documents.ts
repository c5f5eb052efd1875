import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { IndexedDocument } from '../../loop/cluster-record.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { isAmong, numbers } from '../numbers.ts';
import { items } from '../schema/items.ts';
import { documents, postings, terms } from '../schema/matching.ts';
import { textKey } from '../text-key.ts';

/** The term that stands in every document: its count is that of the documents. No text has this key. */
export const EVERY_DOCUMENT = 0;

type Put = Extract<Change, { type: 'document.put' }>;

/** A term of an item, by its key. */
interface Posting {
  itemId: number;
  term: number;
  impact: number;
}

/** Documents of one statement: seven parameters each, and a few kilobytes. */
const ROWS_MAX = 500;

/** What is looked up and found of items, in place of what it was before. An item that is gone gets nothing. */
export async function putDocuments(
  transaction: Database,
  installationId: number,
  puts: readonly Put[],
): Promise<void> {
  const latest = new Map(puts.map((put) => [put.itemId, put.indexed]));
  for (const part of chunks([...latest], ROWS_MAX)) {
    await putPart(transaction, installationId, new Map(part));
  }
}

async function putPart(
  transaction: Database,
  installationId: number,
  puts: ReadonlyMap<number, Put['indexed']>,
): Promise<void> {
  await removePostings(transaction, installationId, [...puts.keys()]);
  const places = await transaction
    .select({ itemId: items.itemId, repositoryId: items.repositoryId, createdAt: items.createdAt })
    .from(items)
    .where(
      and(
        eq(items.installationId, installationId),
        isAmong(items.itemId, puts.keys()),
        isNull(items.deletedAt),
      ),
    );
  const rows = places.flatMap((place) => {
    const indexed = puts.get(place.itemId) ?? null;
    return indexed === null ? [] : { place, indexed };
  });
  const kept = new Set(rows.map(({ place }) => place.itemId));
  const dropped = [...puts.keys()].filter((itemId) => !kept.has(itemId));
  if (dropped.length > 0) {
    await transaction.delete(documents).where(isDocument(installationId, dropped));
  }
  if (rows.length === 0) return;
  await transaction
    .insert(documents)
    .values(
      rows.map(({ place, indexed: { document, mass } }) => ({
        installationId,
        ...place,
        document,
        mass,
        lines: document.lines.map(textKey),
      })),
    )
    .onConflictDoUpdate({
      target: [documents.installationId, documents.itemId],
      set: excludedBut(documents, ['installationId', 'itemId']),
    });
  for (const repositoryId of new Set(rows.map(({ place }) => place.repositoryId))) {
    const own = rows.filter(({ place }) => place.repositoryId === repositoryId);
    const added = own.flatMap(({ place, indexed }) => postingsOf(place.itemId, indexed));
    await addPostings(transaction, installationId, repositoryId, added);
  }
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
    rows.map((row) => ({ itemId, ...row })),
  );
  await transaction
    .update(documents)
    .set({ repositoryId })
    .where(isDocument(installationId, [itemId]));
}

function isDocument(installationId: number, itemIds: readonly number[]) {
  return and(eq(documents.installationId, installationId), isAmong(documents.itemId, itemIds));
}

function postingsOf(itemId: number, indexed: IndexedDocument): Posting[] {
  const impacts = new Map([[EVERY_DOCUMENT, 0]]);
  for (const { term, weight } of indexed.terms) impacts.set(textKey(term), weight);
  return [...impacts].map(([term, impact]) => ({ itemId, term, impact }));
}

/** One statement for all terms: their counts, lists for new ones, and the rows in the lists. */
async function addPostings(
  transaction: Database,
  installationId: number,
  repositoryId: number,
  added: readonly Posting[],
): Promise<void> {
  if (added.length === 0) return;
  const itemIds = numbers(added.map(({ itemId }) => itemId));
  const keys = numbers(added.map(({ term }) => term));
  const impacts = numbers(
    added.map(({ impact }) => impact),
    'real',
  );
  await transaction.execute(sql`
    with added as (
      select * from unnest(${itemIds}, ${keys}, ${impacts}) as added (item_id, term, impact)
    ), counted as (
      insert into ${terms} (installation_id, term, repository_id, items)
      select ${installationId}::bigint, term, ${repositoryId}::bigint, count(*) from added group by term
      on conflict (installation_id, term, repository_id) do update set items = ${terms.items} + excluded.items
      returning list_id, term
    )
    insert into ${postings} (installation_id, list_id, impact, item_id)
    select ${installationId}::bigint, list_id, impact, item_id from counted join added using (term)`);
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
