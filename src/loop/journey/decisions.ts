import type { Frame } from '../measured.ts';
import { daysBefore } from '../record/days.ts';
import { decided, type RealDecision } from '../record/decided.ts';
import type { RecordedCluster } from '../record.ts';
import { remembering } from '../remembering.ts';
import { type Metric, metric } from '../statistics/metric.ts';
import { rateRatio } from '../statistics/rate-ratio.ts';

const DAY_MS = 86_400_000;

/** Decisions are looked back upon when so old. */
const AUDIT_AFTER_DAYS = 56;
/** What was decided should show in the weeks after it, against as many before. */
const AUDIT_SPAN_DAYS = 28;
const AUDIT_SPAN_WEEKS = 4;

/** What came of one decision. */
export interface AuditedDecision {
  clusterId: number;
  decision: RealDecision['action'];
  decidedAt: Date;
  shipped: boolean;
  before: number;
  after: number;
  /** threads of the four weeks after over those of the four before */
  ratio: Metric;
}

/** The last decision on each cluster, where it is older than eight weeks, newest first: what did it change? null: not kept. */
export const auditDecisions = remembering((frame: Frame): AuditedDecision[] | null => {
  const { lives, problems, asOf, timezone } = frame;
  if (lives === null) return null;
  const latest = daysBefore(asOf, AUDIT_AFTER_DAYS, timezone);
  // The same few counts come again and again, and the exact interval of each takes a tenth of a millisecond.
  const ratios = new Map<string, ReturnType<typeof rateRatio>>();
  const ratioOf = (after: number, before: number) => {
    const period = (count: number) => [{ count, exposure: AUDIT_SPAN_WEEKS }];
    const key = `${after}:${before}`;
    const ratio = ratios.get(key) ?? rateRatio(period(after), period(before));
    ratios.set(key, ratio);
    return ratio;
  };
  return lives
    .flatMap((cluster): AuditedDecision[] => {
      const { id } = cluster;
      const last = decided(cluster).at(-1);
      if (last === undefined || last.at > latest) return [];
      const { action: decision, at: decidedAt } = last;
      const times = (problems.get(id)?.threads ?? []).map(
        ({ createdAt }) => (createdAt.getTime() - decidedAt.getTime()) / DAY_MS,
      );
      const before = times.filter((days) => days < 0 && days >= -AUDIT_SPAN_DAYS).length;
      const after = times.filter((days) => days >= 0 && days < AUDIT_SPAN_DAYS).length;
      const { ratio, interval, events } = ratioOf(after, before);
      const window = {
        from: daysBefore(decidedAt, AUDIT_SPAN_DAYS, timezone),
        until: new Date(decidedAt.getTime() + AUDIT_SPAN_DAYS * DAY_MS),
      };
      return [
        {
          clusterId: id,
          decision,
          decidedAt,
          shipped: isShipped(decision, cluster),
          before,
          after,
          ratio: metric({ value: ratio, n: events, interval }, frame.basis(window)),
        },
      ];
    })
    .toSorted((one, other) => other.decidedAt.getTime() - one.decidedAt.getTime());
});

/** Done, in the way that was decided; what was declined has nothing to ship. */
function isShipped(
  decision: AuditedDecision['decision'],
  { releasedAt, fixedAt, documentedAt, taughtAt }: RecordedCluster,
): boolean {
  switch (decision) {
    case 'fix':
      return releasedAt !== null || fixedAt !== null;
    case 'document':
      return documentedAt !== null;
    case 'teach':
      return taughtAt !== null;
    case 'decline':
      return false;
  }
}
