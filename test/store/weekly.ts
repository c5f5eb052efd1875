import type { Store } from '../../src/store/store.ts';
import { agenda, NOW } from './samples.ts';

/** Opens this week's issue of repository 12 for installation 7 and settles it under this number. */
export async function openWeekly(store: Store, number: number, asOf = NOW): Promise<void> {
  const [week, marker] = ['2026-W10', 'triage:2026-W10'];
  await store.forInstallation(7).decide(
    null,
    async () => ({
      changes: [
        {
          type: 'week.opened',
          week,
          repositoryId: 12,
          asOf,
          agenda: agenda(week, 'the week'),
          summary: { topics: [], signals: {} },
        },
      ],
      effects: [
        {
          kind: 'issue.put',
          slot: `issue:12:${marker}`,
          leastMode: 'suggest',
          mode: 'act',
          priority: 'normal',
          repository: { repositoryId: 12, owner: 'larkspur', name: 'core-12' },
          marker,
          title: 'Feedback triage',
          body: 'Decide.',
        },
      ],
      ignored: null,
    }),
    asOf,
  );
  const turn = await store.outbox.takeTurn({ worker: 'w', now: asOf, leaseMs: 1_000 });
  const effect = await turn?.next(asOf);
  if (turn == null || effect == null) throw new Error('nothing to send');
  await turn.begin(effect, asOf);
  await turn.settle(effect, { state: 'sent', remote: { id: 1, nodeId: 'I_1', number } }, asOf);
}
