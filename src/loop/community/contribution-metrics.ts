import { type Frame, knownShare, type Measured, unobserved } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { personOf } from '../record/people.ts';
import { countMetric, type Metric, proportionMetric, type Window } from '../statistics/metric.ts';
import { CONTRIBUTION_KINDS, type ContributionKind, KIND_NAMES } from './contribution-kind.ts';
import type { Contribution } from './contributions.ts';

/** What the community gave, by kind, and how much of it unasked. */
export function contributionMetrics(
  frame: Frame,
  given: readonly Contribution[],
  window: Window,
): Measured[] {
  const recent = given.filter(({ at }) => isWithin(at, window));
  const known = recent.filter(({ unprompted }) => unprompted !== null);
  const pulls = frame.record.threads.filter(({ type, merged }) => type === 'pull_request' && merged);
  const shares: Partial<Record<ContributionKind, number>> = {
    code: knownShare(pulls, ({ paths }) => paths !== null && paths.length > 0),
  };
  const metricOf = (kind: ContributionKind): Metric => {
    const count = recent.filter((each) => each.kind === kind).length;
    if (kind === 'review' && !frame.record.reviewsKept) return unobserved(frame, window, 'reviews');
    if (kind === 'report' && frame.record.clusters === null) return unobserved(frame, window, 'clusters');
    const share = shares[kind === 'docs' || kind === 'example' || kind === 'test' ? 'code' : kind] ?? 1;
    return countMetric(count, frame.basis(window, 'observed', share));
  };
  return [
    ...CONTRIBUTION_KINDS.map(
      (kind): Measured => ({
        id: `contributions.${kind}`,
        name: `Contributions: ${KIND_NAMES[kind]}`,
        definition:
          'What the community gave in 12 weeks, by kind. A pull request counts once, when merged; a review, an answer or triage once for each person and thread.',
        unit: 'count',
        metric: metricOf(kind),
      }),
    ),
    {
      id: 'contributions.people',
      name: 'People who contributed',
      definition: 'Distinct community members with any contribution in 12 weeks; ghosts count as one.',
      unit: 'people',
      metric: countMetric(new Set(recent.map(({ person }) => personOf(person))).size, frame.basis(window)),
    },
    {
      id: 'contributions.unprompted',
      name: 'Unprompted contributions',
      definition:
        'Contributions for which no staff had asked in a thread of the contributor in the 90 days before.',
      unit: 'share',
      metric: proportionMetric(
        known.filter(({ unprompted }) => unprompted).length,
        known.length,
        frame.basis(
          window,
          'inferred',
          knownShare(recent, ({ unprompted }) => unprompted !== null),
        ),
      ),
    },
  ];
}
