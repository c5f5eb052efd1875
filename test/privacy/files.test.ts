import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { exportData } from '../../src/store/export-data.ts';
import { openStore } from '../../src/store/open-store.ts';
import { fillInstallation } from '../store/filled.ts';
import { at, comment, DAY_S, item, NOW, ref } from '../store/samples.ts';

/** Files of a folder that have a text, whatever kind of files they are. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    names.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() && (await readFile(path)).includes(text) ? [path] : [];
    }),
  );
  return found.flat();
}

it('leaves nothing of a person in any file of the embedded database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fullcircle-'));
  try {
    const open = () =>
      openStore({ databaseUrl: null, dataDir: folder, applicationName: 'test', startedAt: NOW });
    const store = await open();
    await fillInstallation(store, 7);
    await store.close();
    // What is not written to files can leave nothing there: it was in one.
    expect(await filesWith(folder, 'person-501')).not.toEqual([]);
    expect(await filesWith(folder, 'ERR_MODULE_NOT_FOUND')).not.toEqual([]);
    const again = await open();
    const found = await again.forInstallation(7).people.forget('person-501', at(900));
    expect(found).toMatchObject({ accounts: 1 });
    await again.close();
    expect(await filesWith(folder, 'person-501')).toEqual([]);
    expect(await filesWith(folder, 'ERR_MODULE_NOT_FOUND')).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const DELETED_THREAD = 'Quillmarsh';
const DELETED_COMMENT = 'Brindlefen';
const OLD_THREAD = 'Tallowmere';
const WORDS = [DELETED_THREAD, DELETED_COMMENT, OLD_THREAD];

it('leaves nothing of what was deleted, or kept its time, in any file or table an hour later', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fullcircle-'));
  try {
    const open = () =>
      openStore({ databaseUrl: null, dataDir: folder, applicationName: 'test', startedAt: NOW });
    let store = await open();
    const apply = (...changes: Change[]) =>
      store.forInstallation(7).decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
    const found = async () => {
      let exported = '';
      for await (const line of exportData(store)) exported += line;
      const inFiles = await Promise.all(WORDS.map((word) => filesWith(folder, word)));
      return WORDS.flatMap((word, index) => [
        ...(exported.includes(word) ? [`${word} in a table`] : []),
        ...(inFiles[index]?.length ? [`${word} in a file`] : []),
      ]);
    };
    const remark = comment(31, { body: DELETED_COMMENT });
    await fillInstallation(store, 7);
    await apply(
      { type: 'item.put', item: item(21, { title: DELETED_THREAD, body: DELETED_THREAD }) },
      { type: 'comment.put', ref: ref(2), comment: remark, authorRole: 'community' },
      { type: 'item.put', item: item(22, { title: OLD_THREAD, updatedAt: at(-700 * DAY_S) }) },
    );
    await store.operator.retain(at(0));
    await store.close();
    store = await open();
    expect(await found()).toHaveLength(6);
    // Told of late: what counts is when it was taken in.
    await apply({ type: 'item.deleted', ref: ref(21), at: at(-DAY_S) });
    await store.operator.retain(at(3_600));
    const left = [DELETED_COMMENT, OLD_THREAD].flatMap((word) => [`${word} in a table`, `${word} in a file`]);
    expect(await found()).toEqual(left);
    const { family, id: commentId } = remark;
    await apply({ type: 'comment.deleted', ref: ref(2), family, commentId, at: at(-DAY_S) });
    await store.operator.retain(at(7_200));
    expect(await found()).toEqual(left.slice(2));
    await store.operator.retain(at(30 * DAY_S));
    expect(await found()).toEqual([]);
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
