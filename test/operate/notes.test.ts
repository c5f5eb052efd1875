import { describe, expect, it } from 'vitest';
import { createNotes } from '../../src/operate/notes.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

const repository = (id: number, name: string) => ({
  id,
  nodeId: `R_${id}`,
  owner: 'acme',
  name,
  private: false,
  archived: false,
  defaultBranch: 'main',
  hasIssues: true,
  hasDiscussions: false,
});

async function installed(store: OpenStore, names: readonly string[]): Promise<void> {
  await store.forInstallation(7).decide(
    null,
    async () => ({
      changes: [
        {
          type: 'installation.put',
          account: { id: 70, login: 'acme', type: 'Organization' },
          permissions: { issues: 'read' },
          suspended: false,
          at: NOW,
        },
        {
          type: 'repositories.put',
          repositories: names.map((name, at) => repository(at + 1, name)),
          at: NOW,
        },
      ],
      effects: [],
      ignored: null,
    }),
    NOW,
  );
}

describe('what /readyz notes', () => {
  it('counts what an operator has to see to, names nobody, and looks again after a while', async () => {
    const store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'test',
      startedAt: NOW,
    });
    let ms = 0;
    const notes = createNotes(store, {
      fixed: ['SHADOW is 1.'],
      permissions: { issues: 'write' },
      monotonicMs: () => ms,
      clock: { now: () => NOW },
    });
    expect(await notes.read()).toEqual(['SHADOW is 1.']);
    await installed(store, ['core', 'docs']);
    notes.refused(7);
    expect(await notes.read()).toEqual(['SHADOW is 1.']);
    ms += 31_000;
    const told = await notes.read();
    expect(told).toEqual([
      'SHADOW is 1.',
      '1 installation has no triage repository, so no weekly issue.',
      '1 installation has not granted issues: write.',
      '1 installation had effects refused by GitHub within the last hour.',
    ]);
    expect(told.join()).not.toMatch(/acme|core|docs/);
    ms += 3_600_000;
    expect(await notes.read()).toHaveLength(3);
    await store.close();
  });
});
