import type { RecordedCluster } from '../record.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** A problem that moved on in the week. */
export interface Loop {
  clusterId: number;
  /** the newest of what became true */
  step: 'fixed' | 'released' | 'documented' | 'taught';
  at: Date;
  url: string | null;
  eligible: number;
  told: number;
  verified: number;
  stillBroken: number;
}

/** What was fixed, released, documented or taught in the seven days, newest first, and who of its reporters knows. */
export function closedLoops(clusters: readonly RecordedCluster[], asOf: Date): Loop[] {
  return clusters
    .flatMap((cluster) => {
      const steps = [
        { step: 'fixed' as const, at: cluster.fixedAt, url: null },
        { step: 'released' as const, at: cluster.releasedAt, url: null },
        { step: 'documented' as const, at: cluster.documentedAt, url: null },
        { step: 'taught' as const, at: cluster.taughtAt, url: cluster.taughtUrl },
      ].flatMap(({ at, ...rest }) => (at !== null && isThisWeek(at, asOf) ? [{ ...rest, at }] : []));
      const newest = steps.reduce<(typeof steps)[number] | null>(
        (best, each) => (best === null || each.at >= best.at ? each : best),
        null,
      );
      return newest === null ? [] : [{ clusterId: cluster.id, ...newest, ...counts(cluster) }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || a.clusterId - b.clusterId);
}

/** Problems of which somebody said in the seven days that they are still there, after being told that they are not. */
export function regressions(
  clusters: readonly RecordedCluster[],
  asOf: Date,
): { clusterId: number; stillBroken: number; at: Date }[] {
  return clusters
    .flatMap(({ id, notices }) => {
      const times = notices.flatMap(({ stillBrokenAt }) =>
        stillBrokenAt !== null && isThisWeek(stillBrokenAt, asOf) ? [stillBrokenAt] : [],
      );
      if (times.length === 0) return [];
      const at = new Date(Math.max(...times.map((time) => time.getTime())));
      return [{ clusterId: id, stillBroken: times.length, at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || a.clusterId - b.clusterId);
}

function counts({ notices }: RecordedCluster): Pick<Loop, 'eligible' | 'told' | 'verified' | 'stillBroken'> {
  return {
    eligible: notices.length,
    told: notices.filter(({ toldAt }) => toldAt !== null).length,
    verified: notices.filter(({ verifiedAt }) => verifiedAt !== null).length,
    stillBroken: notices.filter(({ stillBrokenAt }) => stillBrokenAt !== null).length,
  };
}

function isThisWeek(at: Date, asOf: Date): boolean {
  const age = asOf.getTime() - at.getTime();
  return age >= 0 && age <= WEEK_DAYS * DAY_MS;
}
