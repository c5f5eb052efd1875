import type { Happening } from './history/types.ts';

const NUMBER = /\{\{#([^}]+)\}\}/g;
const CLUSTER = /\{\{cluster:([^}]+)\}\}/g;

/** What the story's placeholders stand for at this moment; null: nothing yet. */
interface Names {
  numberOf(threadKey: string): number | null;
  /** `c12` */
  clusterOf(threadKey: string): string | null;
}

/** Keys of the threads whose clusters the texts of a happening name. */
export function clustersNamed(happening: Happening): string[] {
  return [...JSON.stringify(happening).matchAll(CLUSTER)].map(([, key = '']) => key);
}

/**
 * A happening with the placeholders of all its texts filled in.
 * @returns null where it names a cluster that there is not: nobody would have written it
 * @throws Error where it names a thread that was not opened
 */
export function fillPlaceholders(happening: Happening, names: Names): Happening | null {
  let unknownCluster = false;
  const fill = (text: string): string =>
    text
      .replace(NUMBER, (_, key: string) => {
        const number = names.numberOf(key);
        if (number === null) throw new Error(`${happening.at}: there is no thread ${key} yet`);
        return String(number);
      })
      .replace(CLUSTER, (whole, key: string) => {
        const cluster = names.clusterOf(key);
        unknownCluster ||= cluster === null;
        return cluster ?? whole;
      });
  // Happenings are plain data, so the copy has the same shape.
  const filled = JSON.parse(JSON.stringify(happening), (_, value: unknown) =>
    typeof value === 'string' ? fill(value) : value,
  ) as Happening;
  return unknownCluster ? null : filled;
}
