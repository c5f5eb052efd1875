import type { RecordedCluster } from '../record.ts';
import type { Teachable } from '../teach/backlog.ts';
import { asksHow } from './belongs.ts';
import type { Undecided } from './candidates.ts';
import { commonKind, commonStage } from './candidates.ts';
import { readErrorLine } from './quote.ts';
import type { TopicSources } from './topic.ts';
import { topicOf } from './topic.ts';

const SOLUTION_CHARACTERS_MAX = 2_000;
const ERROR_CHARACTERS_MAX = 300;

/** The clusters as far as writing about them goes: how often they were asked, and where they were solved. */
export function teachables(
  clusters: readonly Undecided[],
  sources: TopicSources,
  states: readonly RecordedCluster[],
): Teachable[] {
  const taught = new Set(states.filter(({ taughtAt }) => taughtAt !== null).map(({ id }) => id));
  return clusters.flatMap((cluster): Teachable[] => {
    const { clusterId, threads } = cluster;
    const topic = topicOf(cluster, sources);
    if (topic === null) return [];
    const texts = threads.flatMap((thread) => sources.texts.get(thread.key) ?? []);
    return [
      {
        clusterId,
        title: topic.title,
        kind: commonKind(threads),
        stage: commonStage(threads),
        asksHow: asksHow(texts.map(({ title }) => title)),
        reporters: new Set(threads.map(({ author }) => author.id)).size,
        taught: taught.has(clusterId),
        error:
          texts
            .map(({ body }) => readErrorLine(body))
            .find((line) => line !== '')
            ?.slice(0, ERROR_CHARACTERS_MAX) ?? '',
        quotes: topic.quotes,
        solution: solutionOf(cluster, sources),
      },
    ];
  });
}

/** The newest closed report that somebody answered. */
function solutionOf({ threads }: Undecided, { texts, linkOf }: TopicSources): Teachable['solution'] {
  for (const thread of threads) {
    const answer = thread.closedAt === null ? null : (texts.get(thread.key)?.answer ?? null);
    const link = answer === null ? null : linkOf(thread);
    if (answer !== null && link !== null)
      return { text: answer.slice(0, SOLUTION_CHARACTERS_MAX), thread: link };
  }
  return null;
}
