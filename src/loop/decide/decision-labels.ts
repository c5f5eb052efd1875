import type { Effect } from '../effect.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Command } from '../item.ts';
import type { Agenda, MadeDecision } from '../triage/agenda.ts';
import { ACTIONS } from '../triage/agenda.ts';
import { latestDecisions } from '../triage/candidates.ts';
import { mayShow } from '../visibility.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { readDecision } from './decisions.ts';

/** Of labels that the app makes for decisions. */
const LABEL_COLOR = 'c5def5';

/**
 * The labels that the config ties to decisions, on the thread that stands for a decided cluster: that of the newest
 * decision, and no other of them. Without `decisions.labels` nothing is labelled.
 * @param said all words of the issue, those that were taken back included: their labels go
 */
export function decisionLabels(
  agenda: Agenda,
  decisions: readonly MadeDecision[],
  said: readonly Command[],
  facts: Facts,
): Effect[] {
  const latest = latestDecisions(decisions);
  const touched = new Set(
    said.flatMap(({ verb, argument }) =>
      verb === 'decide' ? (readDecision(argument)?.clusterId ?? []) : [],
    ),
  );
  return agenda.topics
    .filter(({ clusterId }) => touched.has(clusterId))
    .flatMap(({ clusterId, standsFor }): Effect[] => {
      const repository = facts.get({ kind: 'repositories' }).find(({ id }) => id === standsFor.repositoryId);
      if (repository === undefined) return [];
      return onThread(standsFor, latest.get(clusterId)?.action ?? null, repository, facts);
    });
}

function onThread(
  ref: ThreadRef,
  action: MadeDecision['action'] | null,
  repository: KnownRepository,
  facts: Facts,
): Effect[] {
  const { labels } = repository.settings.decisions;
  const wanted = action === null ? undefined : labels[action];
  const names = [...new Set(ACTIONS.flatMap((each) => labels[each] ?? []))];
  if (names.length === 0) return [];
  const { item, posts } = facts.get({ kind: 'thread', ref });
  if (item === null || !mayShow(repository, repository)) return [];
  const { number, nodeId, type } = item.snapshot;
  const { id, owner, name } = repository;
  const common = {
    leastMode: 'suggest' as const,
    mode: repository.settings.mode,
    priority: 'answer' as const,
    thread: { repositoryId: id, owner, name, number, nodeId, type },
  };
  const slotOf = (label: string) => `label:${threadKey(ref)}:${label}`;
  const own = new Set(
    posts
      .filter(
        ({ wanted: state, state: became }) =>
          state === 'present' && (became === 'sent' || became === 'pending'),
      )
      .map(({ slot }) => slot),
  );
  const removed = names
    .filter((label) => label !== wanted && own.has(slotOf(label)))
    .map((label): Effect => ({ kind: 'label.remove', slot: slotOf(label), ...common, label }));
  if (wanted === undefined || own.has(slotOf(wanted))) return removed;
  return [
    ...removed,
    {
      kind: 'labels.create',
      slot: `labels:${id}:decisions`,
      ...common,
      repository: { repositoryId: id, owner, name },
      labels: names.map((label) => ({
        name: label,
        color: LABEL_COLOR,
        description: 'Decided in the weekly triage',
      })),
    },
    { kind: 'label.add', slot: slotOf(wanted), ...common, label: wanted },
  ];
}
