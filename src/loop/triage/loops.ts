import type { RecordedCluster, RecordedReturn } from '../record.ts';

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

/** A problem that turned out not to be solved, in the week or before it, where nobody has settled that since. */
export interface CameBack {
  clusterId: number;
  /** the newest of it */
  at: Date;
  /** `reopened` beats `disputed`; null: neither, somebody only said that it is still there */
  to: RecordedReturn['to'] | null;
  /** each once */
  because: readonly RecordedReturn['because'][];
  /** who was told that it is solved, and said that it is not */
  stillBroken: number;
}

/**
 * Problems that came back in the seven days: reopened, disputed, reported anew by who has the fix, or said to be still
 * there by who was told that they are gone; disputed ones as long as they are. Reopened ones first, then the newest.
 */
export function regressions(clusters: readonly RecordedCluster[], asOf: Date): CameBack[] {
  return clusters
    .flatMap(({ id, notices, returns, disputedSince }): CameBack[] => {
      const said = notices.flatMap(({ stillBrokenAt }) =>
        stillBrokenAt !== null && isThisWeek(stillBrokenAt, asOf) ? [stillBrokenAt] : [],
      );
      const back = returns.filter(
        ({ at }) => isThisWeek(at, asOf) || (disputedSince !== null && at >= disputedSince),
      );
      const times = [...said, ...back.map(({ at }) => at)];
      if (times.length === 0) return [];
      return [
        {
          clusterId: id,
          at: new Date(Math.max(...times.map((time) => time.getTime()))),
          to: back.some(({ to }) => to === 'reopened') ? 'reopened' : (back[0]?.to ?? null),
          because: [...new Set(back.map(({ because }) => because))],
          stillBroken: said.length,
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(b.to === 'reopened') - Number(a.to === 'reopened') ||
        b.at.getTime() - a.at.getTime() ||
        a.clusterId - b.clusterId,
    );
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
