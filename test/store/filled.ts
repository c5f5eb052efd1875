import type { Store } from '../../src/store/store.ts';
import {
  account,
  at,
  command,
  comment,
  commentPut,
  delivery,
  item,
  judgement,
  labelAdd,
  NOW,
  ref,
  repository,
} from './samples.ts';

export const OTHER_INSTALLATION = 8;

/** Puts at least one row of an installation into every table. */
export async function fillInstallation(store: Store, installationId: number): Promise<void> {
  const { inbox, outbox, timers } = store;
  const tenant = store.forInstallation(installationId);
  const id = `delivery-of-${installationId}`;
  await inbox.put(delivery(id, { installationId, orderKey: `of-${installationId}` }));
  const claims = await inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 9 });
  const claim = claims.find((each) => each.id === id);
  await inbox.release(claims.filter((each) => each.id !== id));
  await tenant.decide(
    claim ?? null,
    async () => ({
      changes: [
        {
          type: 'installation.put',
          account: { ...account(70, 'larkspur'), type: 'Organization' },
          permissions: {},
          suspended: false,
          at: NOW,
        },
        { type: 'repository.put', repository: repository(), at: NOW },
        {
          type: 'config.put',
          repositoryId: 12,
          file: { mode: 'act' },
          refused: true,
          problems: ['line 1'],
          at: NOW,
        },
        { type: 'item.put', item: item(1) },
        { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
        { type: 'judgement.put', ref: ref(1), judgement: judgement('label:a:added') },
        { type: 'command.put', ref: ref(1), command: command('thread:why:') },
        { type: 'week.opened', week: '2026-W10', repositoryId: 12, asOf: NOW, body: 'the week' },
      ],
      effects: [labelAdd(ref(1)), commentPut(ref(1))],
      ignored: null,
    }),
    NOW,
  );
  await tenant.remember(
    { kind: 'team', organization: 'larkspur', slug: 'devrel' },
    { kind: 'team', value: ['mira'] },
    NOW,
  );
  const reading = {
    repositoryId: 12,
    type: 'issue' as const,
    since: at(-9),
    cursor: null,
    pageSize: 100,
    threads: 0,
    problem: null,
    doneAt: null,
  };
  await tenant.backfill.plan([reading], [12]);
  await timers.take({ installationId, task: 'reconcile', firstAt: NOW, now: NOW, leaseMs: 1_000 });
  const turn = await outbox.takeTurn({ worker: 'w', now: NOW, leaseMs: 1_000 });
  const effect = await turn?.next(NOW);
  if (!turn || !effect || turn.installationId !== installationId) throw new Error('there is nothing to send');
  await turn.begin(effect, NOW);
  await turn.settle(effect, { state: 'sent', remote: { id: 1, nodeId: 'IC_1', number: null } }, at(1));
  await turn.release();
  // Nothing is due any more, so that the next installation that is filled gets the next turn.
  const rest = await outbox.takeTurn({ worker: 'w', now: NOW, leaseMs: 1_000 });
  const last = await rest?.next(NOW);
  if (rest && last) {
    await rest.begin(last, NOW);
    await rest.settle(last, { state: 'withheld', reason: 'shadow' }, at(1));
    await rest.release();
  }
  await inbox.put(delivery(`${id}-later`, { installationId, orderKey: `of-${installationId}` }));
}
