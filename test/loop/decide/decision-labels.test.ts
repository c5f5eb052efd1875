import { describe, expect, it } from 'vitest';
import { Clusters } from '../../../src/loop/cluster/clusters.ts';
import type { LoggedEntry } from '../../../src/loop/cluster-record.ts';
import { decisionLabels } from '../../../src/loop/decide/decision-labels.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { Action, MadeDecision } from '../../../src/loop/triage/agenda.ts';
import { answer, BOT, INSTALLED_AT, repository, settings, threadState } from '../situations.ts';
import { agenda, made, topic } from '../triage/agendas.ts';
import { minute, report } from './failures.ts';
import { commandOf, known, post } from './said.ts';

const LABELS = { fix: 'planned', document: 'to explain' };
const PLACE = repository({ settings: settings({ decisions: { labels: LABELS, milestones: {} } }) });
const BY_TRIAGE = { by: 'human', actor: { id: 60, login: 'olga', type: 'User' }, key: 'k' } as const;

/** Threads that are problems of their own: number `n` is item `n`, and first in cluster `n`. */
class Desk {
  readonly #labels = new Map<number, Set<string>>();
  readonly #entries: LoggedEntry[] = [];
  readonly #decisions: MadeDecision[] = [];
  readonly #said: string[] = [];
  readonly #topics: readonly number[];
  /** how often the last look at it had to ask, and at the end did not */
  rounds = 0;

  constructor(threads: number, topics: readonly number[]) {
    this.#topics = topics;
    for (let n = 1; n <= threads; n += 1) {
      this.#entries.push({ verb: 'appear', itemId: n, seq: n, cause: { by: 'github' }, at: minute(n) });
    }
  }

  join(itemId: number, into: number): void {
    const seq = this.#entries.length + 1;
    this.#entries.push({
      verb: 'join',
      itemId,
      into,
      authority: 'triage',
      seq,
      cause: BY_TRIAGE,
      at: minute(seq),
    });
  }

  split(itemId: number): void {
    const seq = this.#entries.length + 1;
    this.#entries.push({
      verb: 'split',
      itemId,
      authority: 'triage',
      seq,
      cause: BY_TRIAGE,
      at: minute(seq),
    });
  }

  decide(clusterId: number, action: Action): void {
    this.#said.push(`decide c${clusterId} ${action}`);
    this.#decisions.push(
      made(clusterId, { action, key: `${this.#said.length}`, at: minute(this.#said.length) }),
    );
  }

  undo(clusterId: number): void {
    this.#decisions.splice(
      this.#decisions.findIndex((each) => each.clusterId === clusterId),
      1,
    );
  }

  /** What the threads bear once all that follows is done, as `NUMBER LABEL`. */
  labels(): string[] {
    const answers = new Map<string, FactAnswer>();
    const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
    for (this.rounds = 1; ; this.rounds += 1) {
      try {
        const facts = new Facts(standing, answers);
        const shown = agenda({ topics: this.#topics.map(topicOf) });
        const commands = this.#said.map((line, id) => commandOf(line, { id }));
        for (const effect of decisionLabels(shown, () => this.#decisions, commands, PLACE, facts)) {
          if (effect.kind === 'label.add') this.#labelsOf(effect.thread.number).add(effect.label);
          if (effect.kind === 'label.remove') this.#labelsOf(effect.thread.number).delete(effect.label);
        }
        return [...this.#labels].flatMap(([n, labels]) => [...labels].map((label) => `${n} ${label}`));
      } catch (problem) {
        if (!(problem instanceof FactsMissing)) throw problem;
        for (const request of problem.requests) answers.set(requestKey(request), this.#answer(request));
      }
    }
  }

  #labelsOf(n: number): Set<string> {
    const labels = this.#labels.get(n) ?? new Set();
    this.#labels.set(n, labels);
    return labels;
  }

  #thread(n: number) {
    const posts = [...this.#labelsOf(n)].map((label) => post(`decision:12-${n}:${label}`));
    return { item: known(report(n), { itemId: n }), posts, commands: [] };
  }

  /** As the store does: items are found by former ids of a cluster, too, and what stands for it by its own alone. */
  #answer(request: FactRequest): FactAnswer {
    const clusters = Clusters.replay(this.#entries);
    switch (request.kind) {
      case 'clusterItems':
        return {
          kind: 'clusterItems',
          value: request.clusters.flatMap((id) => clusters.byId(id)?.members ?? []),
        };
      case 'clusterLog':
        return { kind: 'clusterLog', value: { entries: this.#entries, nextSeq: this.#entries.length + 1 } };
      case 'canonicals': {
        const asked = clusters.all().filter(({ id }) => request.clusters.includes(id));
        const refs = asked.map(
          ({ id, members }) => [id, { repositoryId: 12, number: Math.min(...members) }] as const,
        );
        return { kind: 'canonicals', value: new Map(refs) };
      }
      case 'members':
        return { kind: 'members', value: request.items.map((n) => this.#thread(n)) };
      case 'thread':
        return { kind: 'thread', value: threadState(this.#thread(request.ref.number)) };
      default:
        return answer(request, { repositories: [PLACE] });
    }
  }
}

function topicOf(n: number) {
  return topic(n, {
    threads: [{ host: 'github.com', owner: 'acme', name: 'widgets', number: n, type: 'issue' }],
  });
}

describe('labels of decisions', () => {
  it('move to what stands for the problem, where the thread that bears them left it', () => {
    const desk = new Desk(2, [1]);
    desk.join(2, 1);
    desk.decide(1, 'fix');
    expect(desk.labels()).toEqual(['1 planned']);
    desk.split(1);
    expect(desk.labels()).toEqual(['2 planned']);
  });

  it('go with the word that is taken back, where the thread that bears them left the problem', () => {
    const desk = new Desk(2, [1]);
    desk.join(2, 1);
    desk.decide(1, 'fix');
    desk.labels();
    desk.split(1);
    desk.undo(1);
    expect(desk.labels()).toEqual([]);
  });

  it.each([
    ['stands in the issue, too', [2, 3]],
    ['does not', [3]],
  ])('are of the problem that the decided one became part of, whether that %s', (_, topics) => {
    const desk = new Desk(3, topics);
    desk.decide(3, 'fix');
    expect(desk.labels()).toEqual(['3 planned']);
    desk.join(3, 2);
    expect(desk.labels()).toEqual(['2 planned']);
    desk.undo(3);
    expect(desk.labels()).toEqual([]);
  });

  it('are those of the newest decision, whichever of two problems it was made of that became one', () => {
    const desk = new Desk(2, [1, 2]);
    desk.decide(1, 'document');
    desk.decide(2, 'fix');
    expect(desk.labels().sort()).toEqual(['1 to explain', '2 planned']);
    desk.join(2, 1);
    expect(desk.labels()).toEqual(['1 planned']);
    desk.undo(2);
    expect(desk.labels()).toEqual(['1 to explain']);
  });

  it('ask as often for ten decided problems as for one', () => {
    const one = new Desk(1, [1]);
    one.decide(1, 'fix');
    one.labels();
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    const ten = new Desk(10, numbers);
    for (const n of numbers) ten.decide(n, 'fix');
    expect(ten.labels()).toHaveLength(10);
    expect(ten.rounds).toBe(one.rounds);
  });
});
