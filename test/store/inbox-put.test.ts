import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DatabaseFailed } from '../../src/store/errors.ts';
import { describeOnEngines } from './engines.ts';
import { delivery, NOW } from './samples.ts';

describeOnEngines('deliveries that come at once', (on) => {
  const put = (ids: readonly string[], change: (id: string) => object = () => ({})) =>
    Promise.allSettled(ids.map((id) => on.store.inbox.put({ ...delivery(id), ...change(id) })));
  const outcomes = (settled: PromiseSettledResult<string>[]): unknown[] =>
    settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason));

  it('are stored as they came, each once', async () => {
    const ids = Array.from({ length: 250 }, (_, at) => `d-${at}`);
    const text = '{"title":"ä \\u0000 \\"quoted\\" \\\\ 😀"}';
    const payload = (id: string) => ({
      payload: text,
      installationId: id === 'd-7' ? null : 7,
      action: null,
    });
    expect(new Set(outcomes(await put(ids, payload)))).toEqual(new Set(['stored']));
    const claimed = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 1 });
    // A server takes in several side by side: any of them may be the first.
    const id = on.url === null ? 'd-0' : (claimed[0]?.id ?? '');
    expect(claimed).toEqual([
      expect.objectContaining({ ...delivery('d-0'), ...payload(id), id, attempts: 1 }),
    ]);
    const rows = await on.store.inbox.list({ limit: 300 });
    expect(rows).toHaveLength(250);
    expect(rows.filter(({ installationId }) => installationId === null).map(({ id }) => id)).toEqual(['d-7']);
    expect(new Set(rows.map(({ receivedAt }) => receivedAt.getTime()))).toEqual(new Set([NOW.getTime()]));
  });

  it('are told as repeated where their id is known, also among themselves', async () => {
    await put(['known']);
    const told = outcomes(await put(['a', 'b', 'known', 'c', 'b', 'b', 'known']));
    // Which of several with one id was first is not told where they go side by side.
    expect(told.toSorted()).toEqual([...Array(4).fill('repeated'), ...Array(3).fill('stored')]);
    expect([told[0], told[2], told[3], told[6]]).toEqual(['stored', 'repeated', 'stored', 'repeated']);
  });

  it('do no harm to each other where one cannot be stored', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `d-${at}`);
    const told = outcomes(await put(ids, (id) => (id === 'd-11' ? { orderKey: null } : {})));
    expect(told.filter((each) => each === 'stored')).toHaveLength(19);
    expect(told[11]).toBeInstanceOf(DatabaseFailed);
  });

  it('do not wait for the work that is queued, on a server not even for what is under way', async () => {
    const { database } = on.store.underneath;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ended: string[] = [];
    // More of them than there are connections.
    const works = Array.from({ length: 15 }, (_, at) =>
      database.transaction(async (transaction) => {
        if (at === 0 || on.url !== null) await held;
        await transaction.execute(sql`select 1`);
        ended.push('work');
      }),
    );
    const stored = put(['d-1', 'd-2']).then(() => void ended.push('stored'));
    if (on.url !== null) await stored;
    release();
    await Promise.all([stored, ...works]);
    expect(ended.indexOf('stored')).toBeLessThan(on.url === null ? 3 : 1);
  });
});
