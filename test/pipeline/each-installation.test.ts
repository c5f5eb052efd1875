import { describe, expect, it } from 'vitest';
import { installationsInForce, readInTurn, readSideBySide } from '../../src/pipeline/each-installation.ts';
import type { InstallationRow } from '../../src/store/interface/installed.ts';

const ROW: InstallationRow = {
  id: 1,
  login: 'acme',
  accountType: 'Organization',
  permissions: {},
  suspended: false,
  installedAt: new Date('2026-03-02T00:00:00Z'),
  goneAt: null,
  repositoriesStale: false,
  repositoriesTold: 0,
};

describe('installations in force', () => {
  const all = [
    ROW,
    { ...ROW, id: 2, suspended: true },
    { ...ROW, id: 3, goneAt: new Date() },
    { ...ROW, id: 4 },
  ];
  const store = { operator: { installations: async () => all } } as Parameters<
    typeof installationsInForce
  >[0];

  it('are those that are neither gone nor suspended', async () => {
    expect(await installationsInForce(store)).toEqual([1, 4]);
  });

  it('are one at most where one is asked for', async () => {
    expect(await installationsInForce(store, 4)).toEqual([4]);
    expect(await installationsInForce(store, 2)).toEqual([]);
  });
});

describe('reading side by side', () => {
  it('goes on where one waits, and loses none of what the others hand in', async () => {
    let letGo = (): void => undefined;
    const first = new Promise<number>((resolve) => {
      letGo = () => resolve(1);
    });
    const begun: number[] = [];
    const read = (id: number): Promise<number> => {
      begun.push(id);
      // The last one lets the first one go.
      if (id === 7) letGo();
      return id === 1 ? first : Promise.resolve(id);
    };
    const reading = readSideBySide([1, 2, 3, 4, 5, 6, 7], read, { warn: () => undefined }, 'trouble');
    expect(await reading).toBe(28);
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('logs the trouble of one and reads the others', async () => {
    const logged: unknown[] = [];
    const log = { warn: (...words: unknown[]) => logged.push(words) };
    const error = new Error('away');
    const read = (id: number) => (id === 2 ? Promise.reject(error) : Promise.resolve(1));
    expect(await readSideBySide([1, 2, 3], read, log, 'it will be read again')).toBe(2);
    expect(logged).toEqual([[{ installation: 2, err: error }, 'it will be read again']]);
  });
});

describe('reading in turn', () => {
  it('adds up, and ends with the first trouble', async () => {
    expect(await readInTurn([1, 2, 3], async (id) => id)).toBe(6);
    const read: number[] = [];
    const failing = readInTurn([1, 2, 3], async (id) => {
      read.push(id);
      if (id === 2) throw new Error('away');
      return id;
    });
    await expect(failing).rejects.toThrow('away');
    expect(read).toEqual([1, 2]);
  });
});
