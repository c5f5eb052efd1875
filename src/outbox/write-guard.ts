import type { GitHub } from '../github/github.ts';

/**
 * GitHub for one attempt: `begin` is awaited right before the write goes out, so that the attempt is on record and in
 * the budget at that moment and not earlier. A second write in one attempt is a mistake of the effect's code.
 */
export function guardWrites(github: GitHub, begin: () => Promise<void>): GitHub {
  let begun = false;
  async function before(): Promise<void> {
    if (begun) throw new Error('one attempt makes one write');
    begun = true;
    await begin();
  }
  return {
    read: (route, parameters) => github.read(route, parameters),
    query: (document, variables) => github.query(document, variables),
    async write(route, parameters) {
      await before();
      return github.write(route, parameters);
    },
    async mutate(document, variables) {
      await before();
      return github.mutate(document, variables);
    },
  };
}
