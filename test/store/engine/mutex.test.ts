import { expect, it } from 'vitest';
import { Mutex } from '../../../src/store/engine/mutex.ts';

/** Work that notes its beginning and lasts until it is let go. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, (how: 'well' | 'badly') => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (how) => (how === 'well' ? resolve(name) : reject(new Error(name))));
    });
  const end = (name: string, how: 'well' | 'badly' = 'well') => ends.get(name)?.(how);
  return { begun, work, end };
}

it('lets one run at a time, urgent work before all that waits, whatever became of what ran', async () => {
  const { begun, work, end } = works();
  const mutex = new Mutex();
  const first = mutex.run(work('first'));
  const second = mutex.run(work('second'));
  const third = mutex.run(work('third'));
  const urgent = mutex.run(work('urgent'), true);
  const alsoUrgent = mutex.run(work('also urgent'), true);
  expect(begun).toEqual(['first']);
  end('first', 'badly');
  await expect(first).rejects.toThrow('first');
  expect(begun).toEqual(['first', 'urgent']);
  end('urgent');
  await urgent;
  end('also urgent');
  await alsoUrgent;
  end('second');
  expect(await second).toBe('second');
  end('third');
  await third;
  expect(begun).toEqual(['first', 'urgent', 'also urgent', 'second', 'third']);
});

it('lets nobody in between the end of one and the beginning of the next', async () => {
  const { begun, work, end } = works();
  const mutex = new Mutex();
  const first = mutex.run(work('first'));
  const second = mutex.run(work('second'));
  end('first');
  await first;
  const late = mutex.run(work('late'), true);
  expect(begun).toEqual(['first', 'second']);
  end('second');
  await second;
  end('late');
  expect(await late).toBe('late');
});
