import type { Item } from '../../loop/item.ts';
import type { RecordedCluster, RecordedThread } from '../../loop/record.ts';
import { type ClusterLives, NO_LIFE } from './cluster-lives.ts';

/** What a thread's row tells of its cluster. */
export interface MemberRow {
  clusterId: number | null;
  severity: RecordedThread['severity']['value'];
  severitySource: Item['severity']['source'];
  themes: Item['themes'];
}

/** Worst first. */
export const SEVERITIES_WORST_FIRST = ['blocker', 'major', 'minor', 'cosmetic'] as const;

/** The clusters that hold any of these threads; null where nothing was ever clustered. */
export function clustersOf(rows: readonly MemberRow[], lives: ClusterLives): RecordedCluster[] | null {
  const members = new Map<number, MemberRow[]>();
  for (const row of rows) {
    if (row.clusterId === null) continue;
    const own = members.get(row.clusterId) ?? [];
    members.set(row.clusterId, own);
    own.push(row);
  }
  if (members.size === 0) return null;
  return [...members].map(([id, own]) => ({
    id,
    severity: worstOf(own),
    themes: themesOf(own),
    // Who gave a thumbs-up is not kept, only how many did.
    thumbs: [],
    // Last: adding to what was spread takes V8 four times as long, and there may be a hundred thousand clusters.
    ...(lives.get(id) ?? NO_LIFE),
  }));
}

/** What a human or a label says goes before what words suggest. */
function worstOf(rows: readonly MemberRow[]): RecordedCluster['severity'] {
  const all = rows.map(severityOf);
  const told = all.filter(({ inferred }) => !inferred);
  const inferred = told.length === 0;
  const values = (inferred ? all : told).map(({ value }) => value);
  return { value: SEVERITIES_WORST_FIRST.find((value) => values.includes(value)) ?? 'minor', inferred };
}

/** What a human said, or what at least half of the threads match: one match alone may be an accident. */
function themesOf(rows: readonly MemberRow[]): string[] {
  const all = rows.flatMap(({ themes }) => themes);
  const names = [...new Set(all.map(({ name }) => name))];
  return names.filter((name) => {
    const own = all.filter((theme) => theme.name === name);
    return own.some(({ source }) => source === 'human') || 2 * own.length >= rows.length;
  });
}

export function severityOf({ severity: value, severitySource }: MemberRow): RecordedThread['severity'] {
  return { value, inferred: severitySource === 'model' };
}
