import { sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { commands, judgements } from '../schema/items.ts';

/** Rows of one statement, far below the protocol's 65,535 parameters. */
const ROWS_MAX = 1_000;

/** Writes what humans said by labels. The same key again keeps the earlier moment. */
export async function putJudgements(
  transaction: Database,
  installationId: number,
  puts: readonly Extract<Change, { type: 'judgement.put' }>[],
): Promise<void> {
  const rows = earliest(puts.map(({ ref, judgement }) => ({ installationId, ...place(ref), ...judgement })));
  for (const part of chunks(rows, ROWS_MAX)) {
    await transaction
      .insert(judgements)
      .values(part)
      .onConflictDoUpdate({
        target: [judgements.installationId, judgements.repositoryId, judgements.number, judgements.key],
        set: excluded(judgements, ['at']),
        setWhere: sql`excluded.at < ${judgements.at}`,
      });
  }
}

/** Writes commands. The same key again keeps the earlier moment, and the permission that was found first. */
export async function putCommands(
  transaction: Database,
  installationId: number,
  puts: readonly Extract<Change, { type: 'command.put' }>[],
): Promise<void> {
  const rows = earliest(puts.map(({ ref, command }) => ({ installationId, ...place(ref), ...command })));
  for (const part of chunks(rows, ROWS_MAX)) {
    await transaction
      .insert(commands)
      .values(part)
      .onConflictDoUpdate({
        target: [commands.installationId, commands.repositoryId, commands.number, commands.key],
        set: excluded(commands, ['at']),
        setWhere: sql`excluded.at < ${commands.at}`,
      });
  }
}

function place({ repositoryId, number }: { repositoryId: number; number: number }) {
  return { repositoryId, number };
}

/** One statement must not touch a row twice: of each key the first, with the earliest moment. */
function earliest<T extends { repositoryId: number; number: number; key: string; at: Date }>(
  rows: readonly T[],
): T[] {
  const byKey = new Map<string, T>();
  for (const row of rows) {
    const key = `${row.repositoryId}-${row.number}:${row.key}`;
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, row);
    else if (row.at < before.at) byKey.set(key, { ...before, at: row.at });
  }
  return [...byKey.values()];
}
