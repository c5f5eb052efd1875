import { and, desc, eq, lte, ne, or, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { KnownOutside } from '../../loop/outside.ts';
import type { Database } from '../database.ts';
import { signals } from '../schema/outside.ts';

/** Stands for people who were forgotten. */
const NOBODY = 0;

/** The first word counts: a channel names each thing once. What was found later about the same report is added. */
export async function putSignal(
  transaction: Database,
  installationId: number,
  { report, observed, itemId, sameAs }: Extract<Change, { type: 'signal.put' }>,
): Promise<void> {
  const { kind, ...told } = report;
  await transaction
    .insert(signals)
    .values({ installationId, ...told, type: kind, observed, itemId, sameAs })
    .onConflictDoUpdate({
      target: [signals.installationId, signals.source, signals.id],
      set: {
        itemId: sql`coalesce(${signals.itemId}, excluded.item_id)`,
        sameAs: sql`coalesce(${signals.sameAs}, excluded.same_as)`,
      },
    });
}

/** The newest reports whose text is still there, oldest first. */
export async function readOutsideReports(
  database: Database,
  installationId: number,
  { besides, limit }: { besides: string; limit: number },
): Promise<KnownOutside[]> {
  const rows = await database
    .select({
      source: signals.source,
      id: signals.id,
      person: signals.person,
      title: signals.title,
      text: signals.text,
      at: signals.at,
      sameAs: signals.sameAs,
    })
    .from(signals)
    .where(
      and(
        eq(signals.installationId, installationId),
        eq(signals.type, 'report'),
        or(ne(signals.title, ''), ne(signals.text, '')),
        sql`${signals.source} || ':' || ${signals.id} <> ${besides}`,
      ),
    )
    .orderBy(desc(signals.at), desc(signals.source), desc(signals.id))
    .limit(limit);
  return rows.reverse().map((row) => ({ ...row, person: row.person ?? NOBODY }));
}

/** Texts of what happened before are forgotten, and who told. The rest is figures. */
export async function retainSignals(
  database: Database,
  installationId: number,
  before: Date,
): Promise<boolean> {
  const forgotten = await database
    .update(signals)
    .set({ title: '', text: '', url: null, person: null })
    .where(
      and(
        eq(signals.installationId, installationId),
        lte(signals.at, before),
        or(ne(signals.title, ''), ne(signals.text, ''), sql`${signals.person} is not null`),
      ),
    )
    .returning({ id: signals.id });
  return forgotten.length > 0;
}
