import { expect, it } from 'vitest';
import { processDelivery } from '../../src/pipeline.ts';
import { BACKFILL, backfillPayload } from '../../src/receive/backfill.ts';
import { account, at, comment, delivery, item, NOW, ref } from '../store/samples.ts';
import { installed, listed, onStore, SetClock, ToldSource } from './on-store.ts';

const on = onStore();

/** A thread with one comment goes the whole path. */
async function told(number: number, body: string, said: string): Promise<void> {
  const source = new ToldSource();
  source.mayWrite.add('theo');
  const { snapshot } = item(number, {
    title: 'The blue wizard shows page seven',
    body,
    createdAt: at(number),
    updatedAt: at(number + 1),
  });
  await on.store.inbox.put(
    delivery(`told ${number} ${said}`, {
      name: BACKFILL,
      orderKey: `12-${number}`,
      payload: backfillPayload({
        at: NOW,
        origin: 'reconcile',
        thread: snapshot,
        closedBy: null,
        comments: [
          comment(number * 100 + (said === '/undo' ? 1 : 0), {
            body: said,
            author: account(601, 'theo'),
            createdAt: at(number),
            updatedAt: at(number),
          }),
        ],
        labelChanges: [],
      }),
    }),
  );
  const [claim] = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 1 });
  if (claim === undefined) throw new Error('nothing was claimed');
  await processDelivery(claim, { store: on.store, source, clock: new SetClock() });
}

const reasonsOf = async (number: number): Promise<string[]> => {
  const { item: known } = await on.store.forInstallation(7).thread(ref(number));
  return known?.observation.reasons.map(({ meaning }) => meaning) ?? [];
};

it('what a maintainer says of one thread counts for the next one like it, until it is taken back', async () => {
  await installed(on.store, [listed(12)], { installedAt: at(-60) });
  const body = 'The blue wizard shows page seven instead of the summary page.';
  await told(1, body, '/stage onboarding');
  await told(2, body, 'Same here.');
  expect(await reasonsOf(2)).toContain('is like #1, which a maintainer called onboarding');
  expect(await reasonsOf(1)).not.toContain('is like #1, which a maintainer called onboarding');
  await told(3, 'The release notes name nobody who has helped with the summer party.', 'Thanks!');
  expect(await reasonsOf(3)).not.toContain('is like #1, which a maintainer called onboarding');

  await told(1, body, '/undo');
  await told(4, body, 'Same here.');
  expect(await reasonsOf(4)).not.toContain('is like #1, which a maintainer called onboarding');
});
