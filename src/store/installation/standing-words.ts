import { and, asc, eq, lt } from 'drizzle-orm';
import { commandRow, isVerb } from '../../loop/commands.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { commands } from '../schema/items.ts';

export type Word = Awaited<ReturnType<typeof readCommands>>[number];

/**
 * The commands that stand, oldest first: without those that were taken back. For counting only: what each thread shows
 * is worked out by the ledger, which knows more of who may take back what.
 */
export async function readStandingWords(
  database: Database,
  installationId: number,
  asOf: Date,
): Promise<Word[]> {
  const standing: Word[] = [];
  const byThread = new Map<string, Word[]>();
  const undone = new Set<Word>();
  for (const word of await readCommands(database, installationId, asOf)) {
    const key = threadKey(word);
    const own = byThread.get(key) ?? [];
    byThread.set(key, own);
    if (word.verb === 'undo') {
      const last = own.pop();
      if (last !== undefined) undone.add(last);
    } else if (isVerb(word.verb) && commandRow(word.verb).undoable) {
      own.push(word);
      standing.push(word);
    }
  }
  return standing.filter((word) => !undone.has(word));
}

function readCommands(database: Database, installationId: number, asOf: Date) {
  return database
    .select({
      repositoryId: commands.repositoryId,
      number: commands.number,
      verb: commands.verb,
      argument: commands.argument,
      actor: commands.actor,
      triage: commands.triage,
      at: commands.at,
    })
    .from(commands)
    .where(and(eq(commands.installationId, installationId), lt(commands.at, asOf)))
    .orderBy(asc(commands.at), asc(commands.key));
}
