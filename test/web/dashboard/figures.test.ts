import postgres from 'postgres';
import { expect, it } from 'vitest';
import { figuresHere, figuresThread } from '../../../src/web/dashboard/figures.ts';
import type { Insight } from '../../../src/web/dashboard/insight.ts';
import { describeOnEngines } from '../../store/engines.ts';
import { fillInstallation } from '../../store/filled.ts';
import { at } from '../../store/samples.ts';

describeOnEngines('figures of an installation', (on) => {
  const request = { installationId: 7, visible: [12], asOf: at(900), host: 'github.com' };

  it('are the same worked out in a thread of their own', async () => {
    await fillInstallation(on.store, 7);
    const here = await figuresHere(on.store).insight(request);
    expect(here.measures.asOf).toEqual(at(900));
    // The embedded database has one connection, so that they are worked out here.
    if (on.url === null) return;
    const figures = figuresThread(on.url);
    expect(await figures.insight(request)).toEqual(here);
    await figures.close();
  });

  it('are worked out anew from what changed alone, in that thread, too', async () => {
    if (on.url === null) return;
    const overridden = ({ measures }: Insight) =>
      measures.health.find(({ name }) => name === 'Overridden')?.metric.n;
    await fillInstallation(on.store, 7);
    const figures = figuresThread(on.url);
    expect(overridden(await figures.insight(request))).toBe(5);
    // A change that the tables do not note, which nobody can make but an operator by hand.
    const admin = postgres(on.url, { max: 1, onnotice: () => undefined });
    await admin.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`delete from items where installation_id = 7`;
    });
    await admin.end();
    expect(overridden(await figuresHere(on.store).insight(request))).toBe(0);
    expect(overridden(await figures.insight(request))).toBe(5);
    await figures.close();
  });

  it('that cannot be worked out say why, and a thread that ended is started anew', async () => {
    if (on.url === null) return;
    const figures = figuresThread(on.url);
    await expect(figures.insight({ ...request, asOf: new Date(Number.NaN) })).rejects.toThrow();
    await figures.close();
    await expect(figures.insight(request)).resolves.toMatchObject({ measures: { asOf: at(900) } });
    await figures.close();
  });
});
