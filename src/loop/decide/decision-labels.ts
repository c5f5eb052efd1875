import { Clusters } from '../cluster/clusters.ts';
import type { Effect, LabelAdd } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { Command, Judgement } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { LinkedThread } from '../render/link.ts';
import type { Action, Agenda, MadeDecision, Topic } from '../triage/agenda.ts';
import { ACTIONS } from '../triage/agenda.ts';
import { latestDecisions } from '../triage/candidates.ts';
import { visibleIn } from '../triage/place.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { clusterLog } from './cluster-log.ts';
import { readDecision } from './decisions.ts';
import { membersByItem } from './members.ts';
import { isThere } from './place.ts';
import { threadTarget } from './thread-target.ts';

/** Of labels that the app makes for decisions. */
const LABEL_COLOR = 'c5def5';

/**
 * The labels and milestones that the config ties to decisions, on the thread that stands for a decided cluster: those of
 * the newest decision, and no other of them. Where another thread stands for it by now, they move there; where the
 * cluster became part of another, they are of that one. Without `decisions` in the config nothing follows.
 * @param decisions that stand, of this issue and of others: where the newest was taken back the one before counts
 * @param said all words of the issue, those that were taken back included: what followed from them goes
 * @param place the triage repository: what may not be shown there is not labelled from there
 */
export function decisionLabels(
  agenda: Agenda,
  decisions: () => readonly MadeDecision[],
  said: readonly Command[],
  place: KnownRepository,
  facts: Facts,
): Effect[] {
  const repositories = facts.get({ kind: 'repositories' });
  const decided = said.flatMap(({ verb, argument }) =>
    verb === 'decide' ? (readDecision(argument)?.clusterId ?? []) : [],
  );
  if (decided.length === 0 || !repositories.some(isConfigured)) return [];
  const clusters = clustersNow(decided, facts);
  const idNow = (id: number): number => clusters.byId(id)?.id ?? id;
  const touched = new Set(decided.map(idNow));
  const topics = agenda.topics.filter(({ clusterId }) => touched.has(idNow(clusterId)));
  if (topics.length === 0) return [];
  const ids = [...new Set(topics.map(({ clusterId }) => idNow(clusterId)))];
  const members = ids.flatMap((id) => clusters.byId(id)?.members ?? []);
  const canonicals = facts.get({
    kind: 'canonicals',
    clusters: ids,
    visible: visibleIn(place, repositories),
  });
  const latest = latestDecisions(
    decisions().map((decision) => ({ ...decision, clusterId: idNow(decision.clusterId) })),
  );
  const bearing = maybeLabelled(members, topics, repositories, facts);
  const wanted = new Map(bearing.map((ref) => [threadKey(ref), { ref, action: null as Action | null }]));
  for (const [id, ref] of canonicals) {
    wanted.set(threadKey(ref), { ref, action: latest.get(id)?.action ?? null });
  }
  facts.require([...wanted.values()].map(({ ref }) => ({ kind: 'thread', ref })));
  return [...wanted.values()].flatMap(({ ref, action }) => {
    const repository = repositories.find(({ id }) => id === ref.repositoryId);
    return repository === undefined ? [] : onThread(ref, action, repository, facts);
  });
}

function isConfigured({ settings: { decisions } }: KnownRepository): boolean {
  return Object.keys(decisions.labels).length + Object.keys(decisions.milestones).length > 0;
}

/** The clusters as they are now, as far as these have anything to do with them: by their former ids, too. */
function clustersNow(ids: readonly number[], facts: Facts): Clusters {
  const clusters = [...new Set(ids)];
  const items = facts.get({ kind: 'clusterItems', clusters });
  return facts.once(`clusters of decisions:${clusters.join(',')}`, () =>
    Clusters.replay(clusterLog(items, facts).all),
  );
}

/**
 * The members that bear what followed from a decision, and the threads that left since: the topic still names those, and
 * they may bear it, too.
 */
function maybeLabelled(
  members: readonly number[],
  topics: readonly Topic[],
  repositories: readonly KnownRepository[],
  facts: Facts,
): ThreadRef[] {
  const there = [...membersByItem(facts, members).values()].map(({ item: { snapshot }, posts }) => ({
    ref: { repositoryId: snapshot.repository.id, number: snapshot.number },
    isLabelled: posts.some((post) => /^(?:decision|milestone):/.test(post.slot) && isThere(post)),
  }));
  const isMember = new Set(there.map(({ ref }) => threadKey(ref)));
  const named = topics.flatMap(({ threads }) => threads.flatMap((thread) => refsNamed(thread, repositories)));
  return [
    ...there.filter(({ isLabelled }) => isLabelled).map(({ ref }) => ref),
    ...named.filter((ref) => !isMember.has(threadKey(ref))),
  ];
}

function refsNamed(
  { owner, name, number }: LinkedThread,
  repositories: readonly KnownRepository[],
): ThreadRef[] {
  return repositories
    .filter((repository) => repository.owner === owner && repository.name === name)
    .map(({ id }) => ({ repositoryId: id, number }));
}

function onThread(
  ref: ThreadRef,
  action: Action | null,
  repository: KnownRepository,
  facts: Facts,
): Effect[] {
  const { labels, milestones } = repository.settings.decisions;
  if (!isConfigured(repository)) return [];
  const { item, posts, judgements } = facts.get({ kind: 'thread', ref });
  if (item === null) return [];
  const common = {
    leastMode: 'suggest' as const,
    mode: repository.settings.mode,
    priority: 'answer' as const,
    thread: threadTarget(item.snapshot, repository),
  };
  const own = new Set(posts.filter(isThere).map(({ slot }) => slot));
  return [
    ...labelled(
      ref,
      unlessTaken(action === null ? undefined : labels[action], judgements),
      labels,
      own,
      common,
    ),
    ...inMilestone(ref, action === null ? undefined : milestones[action], milestones, own, common),
  ];
}

/** A label that somebody took off stays off. */
function unlessTaken(label: string | undefined, judgements: readonly Judgement[]): string | undefined {
  const last = judgements
    .filter((judgement) => judgement.label.toLowerCase() === label?.toLowerCase())
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1);
  return last?.verb === 'removed' ? undefined : label;
}

type Common = Pick<LabelAdd, 'leastMode' | 'mode' | 'priority' | 'thread'>;
type ByAction = Readonly<Record<string, string>>;

function labelled(
  ref: ThreadRef,
  wanted: string | undefined,
  labels: ByAction,
  own: ReadonlySet<string>,
  common: Common,
): Effect[] {
  const names = [...new Set(ACTIONS.flatMap((each) => labels[each] ?? []))];
  // Beside the labels of stages, whose slots are those of all that the app labels by itself.
  const slotOf = (label: string) => `decision:${threadKey(ref)}:${label}`;
  const removed = names
    .filter((label) => label !== wanted && own.has(slotOf(label)))
    .map((label): Effect => ({ kind: 'label.remove', slot: slotOf(label), ...common, label }));
  if (wanted === undefined || own.has(slotOf(wanted))) return removed;
  const { repositoryId, owner, name } = common.thread;
  const creation = `labels:${repositoryId}:decisions`;
  return [
    ...removed,
    {
      kind: 'labels.create',
      slot: creation,
      leastMode: common.leastMode,
      mode: common.mode,
      priority: common.priority,
      repository: { repositoryId, owner, name },
      labels: names.map((label) => ({
        name: label,
        color: LABEL_COLOR,
        description: 'Decided in the weekly triage',
      })),
    },
    { kind: 'label.add', slot: slotOf(wanted), ...common, label: wanted, creation },
  ];
}

function inMilestone(
  ref: ThreadRef,
  wanted: string | undefined,
  milestones: ByAction,
  own: ReadonlySet<string>,
  common: Common,
): Effect[] {
  const ours = [...new Set(ACTIONS.flatMap((each) => milestones[each] ?? []))];
  const slot = `milestone:${threadKey(ref)}`;
  // Discussions have none.
  if (ours.length === 0 || common.thread.type === 'discussion') return [];
  if (wanted === undefined && !own.has(slot)) return [];
  return [{ kind: 'milestone.set', slot, ...common, title: wanted ?? null, ours }];
}
