import { and, eq, isNotNull, lte, ne, or } from 'drizzle-orm';
import type { Database } from './database.ts';
import { forgetWords, IS_NO_DECISION } from './installation/forget-words.ts';
import { FORGOTTEN_AUTHOR, FORGOTTEN_TEXT, forgetMatching } from './installation/items.ts';
import { retainLessons } from './installation/lessons.ts';
import { retainSignals } from './installation/signals.ts';
import { commands, comments, items } from './schema/items.ts';
import { signals } from './schema/outside.ts';
import { weeks } from './schema/weeks.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** `privacy.retain_days` of an installation that does not say otherwise. */
export const RETAIN_DAYS = 730;

/**
 * Forgets the texts of what was last touched longer ago than an installation keeps them, and tombstones as old. What
 * humans decided stays.
 * @param daysOf days by installation, where they differ from the default
 * @returns whether anything was forgotten
 */
export async function retainTexts(
  database: Database,
  now: Date,
  daysOf: ReadonlyMap<number, number>,
): Promise<boolean> {
  const ids = await database
    .selectDistinct({ id: items.installationId })
    .from(items)
    .union(database.selectDistinct({ id: signals.installationId }).from(signals));
  let forgotten = false;
  for (const { id } of ids) {
    const before = new Date(now.getTime() - (daysOf.get(id) ?? RETAIN_DAYS) * DAY_MS);
    if (await retainInstallation(database, id, before)) forgotten = true;
  }
  return forgotten;
}

async function retainInstallation(
  database: Database,
  installationId: number,
  before: Date,
): Promise<boolean> {
  const texts = await database
    .update(items)
    .set({ ...FORGOTTEN_TEXT, ...FORGOTTEN_AUTHOR })
    .where(
      and(
        eq(items.installationId, installationId),
        lte(items.updatedAt, before),
        or(ne(items.title, ''), ne(items.body, '')),
      ),
    )
    .returning({ id: items.itemId });
  await forgetMatching(
    database,
    installationId,
    texts.map(({ id }) => id),
  );
  const spoken = await database
    .update(comments)
    .set({ body: '', ...FORGOTTEN_AUTHOR })
    .where(
      and(
        eq(comments.installationId, installationId),
        lte(comments.updatedAt, before),
        ne(comments.body, ''),
      ),
    )
    .returning({ id: comments.commentId });
  const unsaid = await forgetWords(database, installationId, and(lte(commands.at, before), IS_NO_DECISION));
  const issues = await database
    .update(weeks)
    .set({ agenda: null })
    .where(and(eq(weeks.installationId, installationId), lte(weeks.asOf, before), isNotNull(weeks.agenda)))
    .returning({ week: weeks.week });
  const tombstones = await database
    .delete(items)
    .where(and(eq(items.installationId, installationId), lte(items.deletedAt, before)))
    .returning({ id: items.itemId });
  const dropped = await database
    .delete(comments)
    .where(and(eq(comments.installationId, installationId), lte(comments.deletedAt, before)))
    .returning({ id: comments.commentId });
  const untold = await retainSignals(database, installationId, before);
  const unlearnt = await retainLessons(database, installationId, before);
  return (
    unlearnt ||
    untold ||
    unsaid ||
    [texts, spoken, issues, tombstones, dropped].some((rows) => rows.length > 0)
  );
}
