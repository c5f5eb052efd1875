import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { describeOnEngines } from './engines.ts';
import { at, decision, NOW, repository } from './samples.ts';

describeOnEngines('what was decided', (on) => {
  it('is told of the weekly issues of some repositories, newest first', async () => {
    const tenant = on.store.forInstallation(7);
    const made = (repositoryId: number, week: string, clusterId: number, minute: number): Change => ({
      type: 'decisions.put',
      week,
      repositoryId,
      decisions: [decision(week, clusterId, { at: at(minute) })],
    });
    const changes: Change[] = [
      { type: 'repository.put', repository: repository(), at: NOW },
      { type: 'repository.put', repository: repository(13, { private: true }), at: NOW },
      made(12, '2026-W10', 1, 1),
      made(13, '2026-W10', 2, 2),
      made(12, '2026-W11', 3, 3),
    ];
    await tenant.decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
    const told = async (repositories: readonly number[] | null) =>
      (await tenant.decisions(repositories)).map(({ clusterId }) => clusterId);
    expect(await told([12])).toEqual([3, 1]);
    expect(await told([12, 13])).toEqual([3, 2, 1]);
    expect(await told([])).toEqual([]);
    expect(await told(null)).toEqual([3, 2, 1]);
  });
});
