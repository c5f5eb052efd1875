import { and, asc, eq, type SQL } from 'drizzle-orm';
import { resolveSettings } from '../../config/resolve.ts';
import type { Command } from '../../loop/item.ts';
import { readLedger } from '../../loop/ledger.ts';
import { GHOST } from '../../loop/redact.ts';
import type { Settings } from '../../loop/settings.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { clusterItems } from '../schema/clusters.ts';
import { commands, items } from '../schema/items.ts';
import { isPlaceOfItem, isThreadOfCommand } from './joins.ts';
import { readDecidable, readReporters, readSettings } from './said-where.ts';
import { COMMAND_COLUMNS } from './thread.ts';
import { readWeekThreads } from './weeks.ts';

type Said = Awaited<ReturnType<typeof readCommands>>[number];

/** A command with the thread that it was said on. */
export type Word = Command & ThreadRef;

/** Of all settings only themes decide what a command is. */
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
  const said = await readCommands(database, installationId, where);
  if (said.length === 0) return [];
  const byThread = new Map<string, Said[]>();
  for (const word of said) {
    const key = threadKey(word);
    const own = byThread.get(key);
    if (own === undefined) byThread.set(key, [word]);
    else own.push(word);
  }
  const [weekly, settings, deciding, reporters] = await Promise.all([
    readWeekThreads(database, installationId),
    readSettings(database, installationId, said),
    readDecidable(database, installationId, said),
    readReporters(database, installationId, [...byThread.values()]),
  ]);
  const issues = new Map(weekly.map((issue) => [threadKey(issue), issue]));
  const standing = [...byThread.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { repositoryId, number, type, authorId, clusterId } = first;
    const issue = issues.get(threadKey(first));
    const ledger = readLedger([], own, {
      settings: settings.get(repositoryId) ?? withThemes(own),
      thread: { repositoryId, number, type: type ?? 'issue' },
      isTriageRepository: false,
      isWeeklyIssue: issue !== undefined,
      decidable: (id) => deciding.has(id) || issue?.topics.includes(id) === true,
      closedAt: issue?.closedAt ?? null,
      concerned: new Set(authorId === null ? [] : [authorId]),
      reporters: new Set([...ownReporters(own), ...(reporters.get(clusterId) ?? [])]),
      ownLabels: new Set(),
    });
    const keys = new Set(ledger.standing.map(({ key }) => key));
    return own.filter(({ key }) => keys.has(key));
  });
  return standing.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}

/** Where the repository is gone, and its config with it, the themes that were said are taken for those of the config. */
function withThemes(said: readonly Word[]): Settings {
  const themes = said.flatMap(({ verb, argument }) =>
    verb === 'theme' && argument !== ''
      ? [{ name: argument, weight: 1, match: { words: [], labels: [] } }]
      : [],
  );
  return themes.length === 0 ? SETTINGS : { ...SETTINGS, themes };
}

/** Those who are known by the thread itself. */
function ownReporters(said: readonly Said[]): number[] {
  const askers = said.flatMap(({ verb, actor }) => (verb === 'notify-me' ? actor.id : []));
  return [GHOST.id, said[0]?.authorId ?? GHOST.id, ...askers];
}

function readCommands(database: Database, installationId: number, where: SQL | undefined) {
  return database
    .select({
      repositoryId: commands.repositoryId,
      number: commands.number,
      ...COMMAND_COLUMNS,
      type: items.type,
      authorId: items.authorId,
      clusterId: clusterItems.clusterId,
    })
    .from(commands)
    .leftJoin(items, isThreadOfCommand())
    .leftJoin(clusterItems, isPlaceOfItem())
    .where(and(eq(commands.installationId, installationId), where))
    .orderBy(asc(commands.at), asc(commands.key));
}
