import { expect, it } from 'vitest';
import { unlearnRepository } from '../../src/operate/unlearn.ts';
import { apply, installed, listed, onStore } from '../pipeline/on-store.ts';
import { at, lesson, NOW, ref } from '../store/samples.ts';

const on = onStore();

it('forgets what was learnt in one repository, and names what it cannot find', async () => {
  await installed(on.store, [listed(12), listed(13)]);
  await apply(
    on.store,
    [12, 13].map((id) => ({ type: 'lesson.put', ref: ref(1, id), lesson: lesson('thread:stage:adoption') })),
  );
  const tenant = on.store.forInstallation(7);
  const [first] = await tenant.repositories();
  const name = `${first?.owner}/${first?.name}`;
  expect(await unlearnRepository(on.store, name.toUpperCase(), at(9))).toEqual([7]);
  expect(await tenant.learned(12)).toBeNull();
  expect((await tenant.learned(13))?.stages).toHaveLength(1);
  await expect(unlearnRepository(on.store, `${name}-other`, NOW)).rejects.toThrow('No installation has');
  await expect(unlearnRepository(on.store, 'widgets', NOW)).rejects.toThrow('OWNER/REPO');
});
