import type { Change } from '../../src/loop/change.ts';
import type { Store } from '../../src/store/store.ts';
import { documentPut, logged, pair } from './matching-samples.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  commentPut,
  decision,
  delivery,
  item,
  judgement,
  labelAdd,
  landing,
  lesson,
  NOW,
  notice,
  ref,
  release,
  repository,
} from './samples.ts';

export const OTHER_INSTALLATION = 8;

/** A line that stands in every report of a filled installation. */
export const TEMPLATE_LINE = 'Tell us what happened';

/** The item of a filled installation with this number, from 1 to 5. */
export function itemIdOf(installationId: number, number: number): number {
  return installationId * 100 + number;
}

/** Puts at least one row of an installation into every table. */
export async function fillInstallation(store: Store, installationId: number): Promise<void> {
  const { inbox, outbox, timers } = store;
  const tenant = store.forInstallation(installationId);
  const id = (number: number) => itemIdOf(installationId, number);
  const name = `delivery-of-${installationId}`;
  await inbox.put(delivery(name, { installationId, orderKey: `of-${installationId}` }));
  const claims = await inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 9 });
  const claim = claims.find((each) => each.id === name);
  await inbox.release(claims.filter((each) => each.id !== name));
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
        { type: 'item.put', item: item(1), itemId: id(1) },
        { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
        { type: 'judgement.put', ref: ref(1), judgement: judgement('label:a:added') },
        { type: 'command.put', ref: ref(1), command: command('thread:why:') },
        { type: 'lesson.put', ref: ref(1), lesson: lesson('thread:stage:adoption') },
        ...[2, 3, 4, 5].map(
          (number): Change => ({ type: 'item.put', item: item(number), itemId: id(number) }),
        ),
        ...[1, 2, 3, 4, 5].map((number) => documentPut(id(number), 'Cannot install', TEMPLATE_LINE)),
        { type: 'pairs.put', itemId: id(1), pairs: [pair(id(2))] },
        {
          type: 'entries.append',
          entries: logged([
            { verb: 'appear', itemId: id(1) },
            { verb: 'appear', itemId: id(2) },
            { verb: 'join', itemId: id(2), into: id(1), authority: 'triage' },
          ]),
        },
        {
          type: 'clusters.put',
          clusters: [{ id: 1, members: [id(1), id(2)], pinned: null }],
          redirects: [{ from: 2, to: 1 }],
        },
        { type: 'landing.put', landing: landing(45, { closes: [ref(1)], reverts: ['pull:12-44'] }) },
        { type: 'release.put', release: release(99), at: NOW },
        {
          type: 'run.put',
          run: {
            repositoryId: 12,
            runId: 31,
            attempt: 1,
            workflow: '.github/workflows/ci.yml',
            trigger: 'schedule',
            conclusion: 'success',
            startedAt: NOW,
            finishedAt: NOW,
          },
        },
        {
          type: 'adopters.put',
          seen: { repositoryId: 12, entries: [{ name: 'Acme', added: true }], at: NOW },
        },
        {
          type: 'signal.put',
          report: {
            source: 'discord',
            id: '1',
            kind: 'report',
            person: -5,
            title: 'A report of elsewhere',
            text: '',
            url: null,
            private: true,
            minutes: null,
            at: NOW,
          },
          observed: null,
          itemId: null,
          sameAs: null,
        },
        {
          type: 'containments.put',
          containments: [{ repositoryId: 12, releaseId: 99, landingKey: 'pull:12-45', witness: 'commit' }],
        },
        {
          type: 'transitions.put',
          clusterId: 1,
          transitions: [
            { index: 0, from: 'open', to: 'fixed', cause: 'landed', key: 'pull:12-45', actor: null, at: NOW },
          ],
        },
        { type: 'notices.put', notices: [notice(ref(1))] },
        {
          type: 'command.put',
          ref: ref(1),
          command: command('thread:approve:c1', { verb: 'approve', argument: 'c1' }),
        },
        {
          type: 'command.put',
          ref: ref(1),
          command: command('thread:fixed-in:', { verb: 'fixed-in', argument: 'v1.99.0' }),
        },
        {
          type: 'week.opened',
          week: '2026-W10',
          repositoryId: 12,
          asOf: NOW,
          agenda: agenda('2026-W10', 'the week'),
          summary: { topics: [{ clusterId: 1, weeks: 1 }], signals: {} },
        },
        {
          type: 'decisions.put',
          week: '2026-W10',
          repositoryId: 12,
          decisions: [decision('2026-W10', 1)],
        },
      ],
      effects: [labelAdd(ref(1)), commentPut(ref(1))],
      ignored: null,
    }),
    NOW,
  );
  await tenant.people.forget('somebody-else', NOW);
  await tenant.lessons.keepKinds(12, null, 5, NOW);
  await tenant.remember(
    { kind: 'team', organization: 'larkspur', slug: 'devrel' },
    { kind: 'team', value: ['mira'] },
    NOW,
  );
  const reading = {
    repositoryId: 12,
    type: 'issue' as const,
    since: at(-9),
    readFrom: NOW,
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
  await inbox.put(delivery(`${name}-later`, { installationId, orderKey: `of-${installationId}` }));
}
