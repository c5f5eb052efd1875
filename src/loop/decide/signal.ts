import type { Decision } from '../decide.ts';
import type { SignalEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { ORGANIZATION_REPOSITORY } from '../known-repository.ts';
import { observe } from '../observe/observe.ts';
import type { ObservedSignal, OutsideReport } from '../outside.ts';
import { lookUpOutside } from './look-up.ts';
import { alikeOutside } from './outside-alike.ts';

/**
 * Another channel told something. It is kept for the figures; a report is read like a thread, and looked up among the
 * threads and among what other channels told before. Nothing is written anywhere because of it.
 */
export function decideSignal(event: SignalEvent, facts: Facts): Decision {
  const report: OutsideReport = { ...event.signal, at: event.at };
  const isReport = report.kind === 'report';
  return {
    changes: [
      {
        type: 'signal.put',
        report,
        observed: isReport ? observeReport(report, facts) : null,
        itemId: isReport ? lookUpOutside(report, facts) : null,
        sameAs: isReport ? alikeOutside(report, facts) : null,
      },
    ],
    effects: [],
    ignored: null,
  };
}

/** What the text tells, by the words of the organisation's config. Labels and forms are GitHub's. */
function observeReport({ title, text }: OutsideReport, facts: Facts): ObservedSignal {
  const repositories = facts.get({ kind: 'repositories' });
  const speaker = repositories.find(({ name }) => name === ORGANIZATION_REPOSITORY) ?? repositories[0];
  const { stage, kind, severity, quality, environment } = facts.once('signal.observe', () =>
    observe(
      {
        // A question or a report to be answered, as in a discussion.
        type: 'discussion',
        title,
        body: text,
        category: null,
        labels: [],
        authorRole: 'community',
        authorPriorThreads: 0,
        authorPriorMergedPulls: 0,
        paths: null,
      },
      {
        minConfidence: speaker?.settings.stages.minConfidence ?? 1,
        keywords: speaker?.settings.stages.keywords ?? {},
        severityLabels: {},
        firstSuccessField: null,
        productionField: null,
      },
    ),
  );
  const { version, steps, error } = quality;
  return { stage, kind, severity, quality: { version, steps, error }, environment };
}
