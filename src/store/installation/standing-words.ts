import { and, asc, eq, type SQL } from 'drizzle-orm';
import { resolveSettings } from '../../config/resolve.ts';
import type { Command } from '../../loop/item.ts';
import { readLedger } from '../../loop/ledger.ts';
import type { Settings } from '../../loop/settings.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { commands, items } from '../schema/items.ts';
import { isThreadOfCommand } from './joins.ts';
import { COMMAND_COLUMNS } from './thread.ts';
import { readWeekThreads } from './weeks.ts';

type Said = Awaited<ReturnType<typeof readCommands>>[number];

/** A command with the thread that it was said on. */
export type Word = Command & ThreadRef;

/** Of all settings only themes decide what a command is; those that were said are taken for themes of the config. */
const SETTINGS = resolveSettings({ organizationFile: null, repositoryFile: null, single: true });

/**
 * The commands that stand on their threads, oldest first: judged by the ledger, so without those that were refused,
 * mistaken or taken back. Of the people whom a link concerns it knows here the thread's author alone.
 * @param where which commands; of a thread all or none, for each may take back those before it
 */
export async function readStandingWords(
  database: Database,
  installationId: number,
  where: SQL | undefined,
): Promise<Word[]> {
  const [said, weekly] = await Promise.all([
    readCommands(database, installationId, where),
    readWeekThreads(database, installationId),
  ]);
  const weeklyKeys = new Set(weekly.map(threadKey));
  const byThread = new Map<string, Said[]>();
  for (const word of said) {
    const key = threadKey(word);
    const own = byThread.get(key);
    if (own === undefined) byThread.set(key, [word]);
    else own.push(word);
  }
  const standing = [...byThread.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { repositoryId, number, type, authorId } = first;
    const ledger = readLedger([], own, {
      settings: withThemes(own),
      thread: { repositoryId, number, type: type ?? 'issue' },
      isTriageRepository: false,
      isWeeklyIssue: weeklyKeys.has(threadKey(first)),
      concerned: new Set(authorId === null ? [] : [authorId]),
      ownLabels: new Set(),
    });
    const keys = new Set(ledger.standing.map(({ key }) => key));
    return own.filter(({ key }) => keys.has(key));
  });
  return standing.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}

function withThemes(said: readonly Word[]): Settings {
  const themes = said.flatMap(({ verb, argument }) =>
    verb === 'theme' && argument !== ''
      ? [{ name: argument, weight: 1, match: { words: [], labels: [] } }]
      : [],
  );
  return themes.length === 0 ? SETTINGS : { ...SETTINGS, themes };
}

function readCommands(database: Database, installationId: number, where: SQL | undefined) {
  return database
    .select({
      repositoryId: commands.repositoryId,
      number: commands.number,
      ...COMMAND_COLUMNS,
      type: items.type,
      authorId: items.authorId,
    })
    .from(commands)
    .leftJoin(items, isThreadOfCommand())
    .where(and(eq(commands.installationId, installationId), where))
    .orderBy(asc(commands.at), asc(commands.key));
}
