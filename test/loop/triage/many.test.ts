import { describe, expect, it } from 'vitest';
import { undecided } from '../../../src/loop/triage/candidates.ts';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { renderIssue } from '../../../src/loop/triage/issue.ts';
import { makeAgenda } from '../../../src/loop/triage/make.ts';
import { prepareAgenda } from '../../../src/loop/triage/prepare.ts';
import { visibleWords } from '../../../src/loop/triage/words.ts';
import { ago, cluster, member, project, thread } from '../record/project.ts';
import { basis, NO_TEXTS } from './agendas.ts';

const CLUSTERS = 10_000;

/** Ten thousand problems, each reported by two people; how often a thread's cluster is asked for is counted. */
function manyProblems() {
  let asked = 0;
  const threads = Array.from({ length: 2 * CLUSTERS }, (_, index) => {
    const plain = thread({
      key: `12-${index + 1}`,
      number: index + 1,
      author: member(1 + (index % 5_000)),
      createdAt: ago(1 + (index % 27)),
    });
    return Object.defineProperty(plain, 'clusterId', {
      enumerable: true,
      get() {
        asked += 1;
        return 1 + Math.floor(index / 2);
      },
    });
  }).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const clusters = Array.from({ length: CLUSTERS }, (_, index) => cluster(index + 1));
  return { record: project({ threads, clusters }), asked: () => asked };
}

describe('ten thousand clusters', () => {
  const { record, asked } = manyProblems();
  const prepared = prepareAgenda(basis({ record }));

  it('take work in proportion, few texts, and give an issue of the usual size', () => {
    // Each thread is looked at a fixed number of times, not once for each cluster.
    expect(asked()).toBeLessThan(30 * record.threads.length);
    expect(prepared.textsWanted.length).toBeLessThan(300);
    expect(prepared.clustersWanted.length).toBeLessThanOrEqual(40);
    const texts = prepared.textsWanted.map((ref) => ({
      ...ref,
      type: 'issue' as const,
      title: `Problem ${ref.number}`,
      body: 'It fails on every run.',
      answer: null,
    }));
    const { agenda } = makeAgenda(prepared, { ...NO_TEXTS, texts });
    const { body } = renderIssue(agenda, [], NO_HUMAN_PART);
    expect(agenda.topics.length).toBeLessThanOrEqual(7);
    expect(visibleWords(body)).toBeLessThanOrEqual(900);
    expect(body.length).toBeLessThan(60_000);
    expect(JSON.stringify(agenda).length).toBeLessThan(100_000);
  });

  it('are all considered in their order', () => {
    const all = undecided({
      asOf: record.asOf,
      ranking: prepared.measures.ranking ?? [],
      problems: prepared.frame.problems,
      clusters: record.clusters ?? [],
      decisions: [],
      decidedHere: new Set(),
      before: [],
    });
    expect(all).toHaveLength(CLUSTERS);
    expect(all.slice(0, 40).map(({ clusterId }) => clusterId)).toEqual(
      prepared.considered.map(({ clusterId }) => clusterId),
    );
  });
});
