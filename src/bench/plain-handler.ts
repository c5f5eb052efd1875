import { z } from 'zod';
import { prepare } from '../loop/cluster/document.ts';
import { openPlainTable } from '../store/engine/plain-table.ts';
import type { Closers } from './closing.ts';
import { folderOfItsOwn } from './databases.ts';
import { observed } from './made-up-threads.ts';
import type { Sent } from './pipeline-app.ts';
import type { PlainSearch } from './plain-search.ts';

const BEST = 10;

/** The fields that it looks at. */
const payload = z.object({
  action: z.string().optional(),
  issue: z.object({ title: z.string(), body: z.string().nullable() }).optional(),
});

/**
 * The plainest handler of deliveries: one row, and for a new issue a look at its text and BM25 over all texts in memory.
 * It keeps no order, survives no crash, and sends nothing.
 */
export interface Plain {
  handle(deliveries: readonly Sent[]): Promise<void>;
}

export async function openPlain(url: string | null, search: PlainSearch, closers: Closers): Promise<Plain> {
  const table = await openPlainTable(url === null ? await folderOfItsOwn(closers) : { databaseUrl: url });
  closers.push(() => table.close());
  const handle = async ({ guid, event, body }: Sent): Promise<void> => {
    const { action, issue } = payload.parse(JSON.parse(body));
    if (event === 'issues' && action === 'opened' && issue !== undefined) {
      const report = { title: issue.title, body: issue.body ?? '' };
      observed(report);
      const document = prepare(report);
      search.search(document, BEST);
      search.add(document);
    }
    await table.put(guid, body);
  };
  return {
    async handle(deliveries) {
      for (const delivery of deliveries) await handle(delivery);
    },
  };
}
