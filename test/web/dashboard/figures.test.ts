import { expect, it } from 'vitest';
import { figuresHere, figuresThread } from '../../../src/web/dashboard/figures.ts';
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

  it('that cannot be worked out say why, and a thread that ended is started anew', async () => {
    if (on.url === null) return;
    const figures = figuresThread(on.url);
    await expect(figures.insight({ ...request, asOf: new Date(Number.NaN) })).rejects.toThrow();
    await figures.close();
    await expect(figures.insight(request)).resolves.toMatchObject({ measures: { asOf: at(900) } });
    await figures.close();
  });
});
