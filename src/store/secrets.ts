import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { secrets } from './schema/secrets.ts';

/** A generated secret, created by `make` at the first call and the same ever after, in every process. */
export async function keptSecret(database: Database, name: string, make: () => string): Promise<string> {
  // The first one in wins; everybody reads that one.
  const [known] = await database.select().from(secrets).where(eq(secrets.name, name));
  if (known !== undefined) return known.value;
  await database.insert(secrets).values({ name, value: make() }).onConflictDoNothing();
  const [row] = await database.select().from(secrets).where(eq(secrets.name, name));
  if (row === undefined) throw new Error(`secret ${name} was not kept`);
  return row.value;
}
