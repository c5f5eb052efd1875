import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { COMMANDS, commandRow, isVerb } from '../../loop/commands.ts';
import { KINDS, SEVERITIES, STAGES } from '../../loop/vocabulary.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { clusterEntries } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { commands, items } from '../schema/items.ts';
import { pseudonymsOfWords } from './forgotten.ts';
import { isThreadOfCommand } from './joins.ts';

/** Commands that say the same whatever stands after them. Their words are not kept any more; rows from before have them. */
const WORDLESS = Object.keys(COMMANDS).filter((verb) => isVerb(verb) && commandRow(verb).takes === null);

/** Commands that decide nothing by their words: of whoever may decide nothing, and those that take none. */
export const IS_NO_DECISION = sql`(${inArray(commands.verb, WORDLESS)} or not ${commands.triage})`;

/**
 * A stage, kind or severity is nobody's text. It outlasts its thread, which may turn out to have moved where that was told
 * late, and goes on there as people judged it.
 */
export const IS_JUDGEMENT = sql`(${inArray(commands.verb, ['stage', 'kind', 'severity'])} and ${inArray(sql`lower(${commands.argument})`, [...STAGES, ...KINDS, ...SEVERITIES])})`;

/** Whether there are words in a command or in its key: what stands for words that went already is none. */
const HAS_WORDS = sql`(${commands.argument} <> '' or ${commands.key} !~ ':(#[A-Za-z0-9_-]{12})?$')`;

/** Keys of one statement. */
const KEYS_MAX = 1_000;

/**
 * Takes the words out of commands that stand in texts, and out of the keys that these are known by, wherever they stand:
 * what was said still counts as it did, and nothing follows from it a second time. The words of a tick or a button are the
 * app's, and stay.
 * @param which which commands of the installation
 * @returns whether there were any
 */
export async function forgetWords(
  transaction: Database,
  installationId: number,
  which: SQL | undefined,
): Promise<boolean> {
  const said = await transaction
    .select({
      repositoryId: commands.repositoryId,
      number: commands.number,
      key: commands.key,
      verb: commands.verb,
      source: commands.source,
      itemId: items.itemId,
    })
    .from(commands)
    .leftJoin(items, isThreadOfCommand())
    .where(
      and(
        eq(commands.installationId, installationId),
        which,
        HAS_WORDS,
        sql`${commands.source} ->> 'in' <> 'gesture'`,
      ),
    );
  if (said.length === 0) return false;
  const pseudonym = await pseudonymsOfWords(transaction, installationId);
  /** by the key with the thread that it was said on, as the log of clusters and their lives have it */
  const renamed = new Map<string, string>();
  for (const { repositoryId, number, key, verb, source, itemId } of said) {
    const place = source.in === 'comment' ? `${source.family}:${source.id}:${verb}:` : `thread:${verb}:`;
    const words = key.slice(place.length);
    const left = words === '' ? key : place + pseudonym(words);
    await transaction
      .update(commands)
      .set({ argument: '', key: left })
      .where(
        and(
          eq(commands.installationId, installationId),
          eq(commands.repositoryId, repositoryId),
          eq(commands.number, number),
          eq(commands.key, key),
        ),
      );
    const thread = `${repositoryId}-${number}`;
    renamed.set(`${thread}:${key}`, `${thread}:${left}`);
    if (itemId !== null) renamed.set(`${itemId}:${key}`, `${itemId}:${left}`);
  }
  for (const part of chunks([...renamed.keys()], KEYS_MAX)) {
    await renameCauses(transaction, installationId, part, renamed);
  }
  return true;
}

/** What came of these commands goes by the same keys as they. */
async function renameCauses(
  transaction: Database,
  installationId: number,
  keys: readonly string[],
  renamed: ReadonlyMap<string, string>,
): Promise<void> {
  const ofEntry = eq(clusterEntries.installationId, installationId);
  const entries = await transaction
    .select({ seq: clusterEntries.seq, cause: clusterEntries.cause })
    .from(clusterEntries)
    .where(and(ofEntry, inArray(sql`${clusterEntries.cause} ->> 'key'`, [...keys])));
  for (const { seq, cause } of entries) {
    const key = cause.by === 'human' ? renamed.get(cause.key) : undefined;
    if (cause.by !== 'human' || key === undefined) continue;
    await transaction
      .update(clusterEntries)
      .set({ cause: { ...cause, key } })
      .where(and(ofEntry, eq(clusterEntries.seq, seq)));
  }
  const ofStep = eq(clusterTransitions.installationId, installationId);
  const steps = await transaction
    .selectDistinct({ key: clusterTransitions.key })
    .from(clusterTransitions)
    .where(and(ofStep, inArray(clusterTransitions.key, [...keys])));
  for (const step of steps) {
    const key = renamed.get(step.key);
    if (key === undefined) continue;
    await transaction
      .update(clusterTransitions)
      .set({ key })
      .where(and(ofStep, eq(clusterTransitions.key, step.key)));
  }
}
