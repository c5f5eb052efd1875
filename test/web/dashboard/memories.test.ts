import { afterEach, expect, it, vi } from 'vitest';
import type { RecordMemory } from '../../../src/store/record-memory.ts';
import { createMemories } from '../../../src/web/dashboard/memories.ts';

const AS_OF = new Date('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
const larkspur = { installationId: 7, visible: [12, 13], asOf: AS_OF };

afterEach(() => {
  vi.useRealTimers();
});

/** Reads so many threads, and hands the memory out. */
function reading(threads: number) {
  return async (memory: RecordMemory): Promise<RecordMemory> => {
    memory.begunAt = memory.snapshot === null ? AS_OF : memory.begunAt;
    memory.snapshot = 'read';
    for (let key = 0; key < threads; key += 1) {
      memory.shares.set(String(key), {
        key: String(key),
        ref: { repositoryId: 12, number: key },
        thread: null,
        sightings: [],
        isReviewed: false,
        expiresAtMs: 0,
      });
    }
    return memory;
  };
}

it('are kept for those with the same repositories of an installation', async () => {
  const memories = createMemories(1_000);
  const first = await memories.read(larkspur, reading(2));
  expect(await memories.read({ ...larkspur, visible: [13, 12] }, reading(0))).toBe(first);
  expect(await memories.read({ ...larkspur, visible: [12] }, reading(0))).not.toBe(first);
  expect(await memories.read({ ...larkspur, installationId: 8 }, reading(0))).not.toBe(first);
  expect(await memories.read(larkspur, reading(0))).toBe(first);
  expect(first.snapshot).toBe('read');
});

it('go, the least lately used first, where they are more than may be kept', async () => {
  const memories = createMemories(5);
  const first = await memories.read(larkspur, reading(3));
  const second = await memories.read({ ...larkspur, visible: [12] }, reading(2));
  expect(await memories.read(larkspur, reading(0))).toBe(first);
  await memories.read({ ...larkspur, visible: [13] }, reading(1));
  expect(await memories.read({ ...larkspur, visible: [12] }, reading(0))).not.toBe(second);
  expect(await memories.read(larkspur, reading(0))).toBe(first);
  const large = await memories.read({ ...larkspur, installationId: 8 }, reading(6));
  expect(await memories.read({ ...larkspur, installationId: 8 }, reading(0))).not.toBe(large);
});

it('begin anew after hours, whatever was asked for meanwhile', async () => {
  const memories = createMemories(1_000);
  const memory = await memories.read(larkspur, reading(1));
  const later = (hours: number) => ({ ...larkspur, asOf: new Date(AS_OF.getTime() + hours * HOUR_MS) });
  await memories.read(later(6), reading(0));
  expect(memory.snapshot).toBe('read');
  await memories.read(later(7), async ({ snapshot, size }) => expect([snapshot, size]).toEqual([null, 0]));
});

it('go when nobody asks any more', async () => {
  vi.useFakeTimers();
  const memories = createMemories(1_000);
  const first = await memories.read(larkspur, reading(1));
  vi.advanceTimersByTime(HOUR_MS / 6 - 1);
  expect(await memories.read(larkspur, reading(0))).toBe(first);
  vi.advanceTimersByTime(HOUR_MS / 6);
  expect(await memories.read(larkspur, reading(0))).not.toBe(first);
});

it('are read with one at a time, also after one that failed', async () => {
  const memories = createMemories(1_000);
  const told: string[] = [];
  const slow = memories.read(larkspur, async () => {
    told.push('begun');
    await Promise.resolve();
    told.push('failed');
    throw new Error('the database is away');
  });
  const next = memories.read(larkspur, async () => told.push('next'));
  await expect(slow).rejects.toThrow('away');
  await next;
  expect(told).toEqual(['begun', 'failed', 'next']);
});
