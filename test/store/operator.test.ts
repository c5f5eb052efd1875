import { expect, it } from 'vitest';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines } from './engines.ts';
import { at, comment, DAY_S, item, NOW, ref } from './samples.ts';

describeOnEngines('operator', (on) => {
  it('makes a secret once, for everybody', async () => {
    const { operator } = on.store;
    let made = 0;
    const make = () => {
      made += 1;
      return `secret ${made}`;
    };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => operator.secret('session', make)),
    );
    expect(new Set([first, ...others]).size).toBe(1);
    expect(await operator.secret('session', make)).toBe(first);
    expect(await operator.secret('other', () => 'x')).toBe('x');
  });

  it('names the schema', async () => {
    expect(await on.store.operator.schemaVersion()).toMatch(/^\d{4}_\w+$/);
  });

  it('forgets texts that are older than they are kept, and tombstones', async () => {
    const tenant = on.store.forInstallation(7);
    const text = async () => {
      const lines: string[] = [];
      for await (const line of exportData(on.store)) lines.push(line);
      return lines.join('\n');
    };
    await tenant.decide(
      null,
      async () => ({
        changes: [
          { type: 'item.put', item: item(1, { title: 'Old words', updatedAt: at(0) }) },
          { type: 'item.put', item: item(2, { title: 'Newer words', updatedAt: at(DAY_S) }) },
          { type: 'item.put', item: item(3, { updatedAt: at(-5) }) },
          { type: 'item.deleted', ref: ref(3), at: at(0) },
          {
            type: 'comment.put',
            ref: ref(1),
            comment: comment(31, { body: 'Old remark' }),
            authorRole: 'community',
          },
        ],
        effects: [],
        ignored: null,
      }),
      NOW,
    );
    await on.store.operator.retain(at(730 * DAY_S - 1));
    expect(await text()).toContain('Old remark');
    await on.store.operator.retain(at(730 * DAY_S));
    expect(await text()).not.toMatch(/Old words|Old remark|cannot install".*number":1,/);
    expect((await tenant.thread(ref(1))).item).toMatchObject({
      snapshot: { title: '', author: null },
      stage: 'onboarding',
    });
    expect((await tenant.thread(ref(2))).item?.snapshot.title).toBe('Newer words');
    expect((await text()).match(/"table":"items"/g)).toHaveLength(2);
    await on.store.operator.retain(at(3 * DAY_S), new Map([[7, 2]]));
    expect((await tenant.thread(ref(2))).item?.snapshot.title).toBe('');
  });
});
