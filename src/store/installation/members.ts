import { and, asc, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { Member } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { repositories } from '../schema/installations.ts';
import { commands, items } from '../schema/items.ts';
import { posts } from '../schema/outbox.ts';
import { toItem } from './item-row.ts';
import { isRepositoryOfItem } from './joins.ts';
import { COMMAND_COLUMNS, POST_COLUMNS } from './thread.ts';

/** The threads among these items that are known and not deleted, without their texts, by item number. */
export async function readMembers(
  database: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<Member[]> {
  const { body: _, ...columns } = getTableColumns(items);
  const wanted = and(
    eq(items.installationId, installationId),
    isAmong(items.itemId, itemIds),
    isNull(items.deletedAt),
  );
  const of = (table: typeof posts | typeof commands) =>
    and(
      eq(table.installationId, items.installationId),
      eq(table.repositoryId, items.repositoryId),
      eq(table.number, items.number),
    );
  const [found, posted, commanded] = await Promise.all([
    database
      .select({ item: columns, repository: repositories })
      .from(items)
      .leftJoin(repositories, isRepositoryOfItem())
      .where(wanted)
      .orderBy(asc(items.itemId)),
    database
      .select({ itemId: items.itemId, said: POST_COLUMNS })
      .from(items)
      .innerJoin(posts, of(posts))
      .where(wanted)
      .orderBy(asc(posts.slot)),
    database
      .select({ itemId: items.itemId, said: COMMAND_COLUMNS })
      .from(items)
      .innerJoin(commands, of(commands))
      .where(wanted)
      .orderBy(asc(commands.at), asc(commands.key)),
  ]);
  const postsOf = byItem(posted);
  const commandsOf = byItem(commanded);
  return found.map(({ item: row, repository }) => {
    const { snapshot, ...item } = toItem({ ...row, body: '' }, repository);
    const { body: __, ...told } = snapshot;
    return {
      item: { ...item, snapshot: told },
      posts: postsOf.get(row.itemId) ?? [],
      commands: commandsOf.get(row.itemId) ?? [],
    };
  });
}

function byItem<T>(rows: readonly { itemId: number; said: T }[]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const { itemId, said } of rows) {
    const list = found.get(itemId) ?? [];
    list.push(said);
    found.set(itemId, list);
  }
  return found;
}
