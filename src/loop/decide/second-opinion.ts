import type { Evidence } from '../cluster/evidence.ts';
import type { Pair } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Observation } from '../observe/observe.ts';
import type { OpinionText, Verdict } from '../opinion.ts';
import { opinionText } from '../opinion.ts';
import type { Stage } from '../vocabulary.ts';
import type { LookUp } from './look-up.ts';
import { membersByItem } from './members.ts';
import type { OwnCluster } from './why-links.ts';

/**
 * Probability from which a guess that is not sure enough for a label may be confirmed: likelier than all other stages
 * together. What the model of the app doubts more than that, no other model makes sure.
 */
const CONFIRMED_FROM = 0.5;

/** Where a language model may be asked about a thread of this repository; null: nowhere, or nobody lets it see the text. */
function languageModel({ settings, private: isPrivate }: KnownRepository, facts: Facts): string | null {
  const { languageModel: model } = facts.standing;
  if (model === undefined || settings.judge === 'off') return null;
  return isPrivate && settings.judge !== 'all' ? null : model;
}

/**
 * A stage after a language model was heard, where there is one. It may confirm the app's first choice, so that it
 * becomes a label, or deny it, so that it does not; a stage of its own it cannot bring in. Only text of the community
 * is shown to it.
 */
export function withStageOpinion(
  observation: Observation,
  { snapshot, authorRole }: Pick<Item, 'snapshot' | 'authorRole'>,
  repository: KnownRepository,
  facts: Facts,
): Observation {
  const { guess, stage, probabilities } = observation;
  const model = languageModel(repository, facts);
  // Pull requests have their stage by a rule.
  if (model === null || authorRole !== 'community' || snapshot.type === 'pull_request') return observation;
  if (guess === null || (stage === null && probabilities[guess] < CONFIRMED_FROM)) return observation;
  const question = { about: 'stage', text: opinionText(snapshot), stage: guess } as const;
  const verdict = facts.get({ kind: 'opinion', question });
  return { ...observation, stage: stageAfter(verdict, guess, stage), opinion: { verdict, model } };
}

function stageAfter(verdict: Verdict, guess: Stage, stage: Stage | null): Stage | null {
  switch (verdict) {
    case 'agrees':
      return guess;
    case 'disagrees':
      return null;
    case 'inconclusive':
      return stage;
  }
}

/**
 * What was found for a report after a language model was heard, where there is one: it is shown the best certain match
 * that it may see. Where it denies it, that match and those that fit worse are only possible, for people to judge. The
 * same failure of the same version is settled, whatever anybody makes of the words.
 */
export function withLinkOpinion(
  found: LookUp,
  item: Item,
  repository: KnownRepository,
  facts: Facts,
): LookUp {
  const model = languageModel(repository, facts);
  if (model === null || item.origin === 'history') return found;
  for (const [place, pair] of found.pairs.entries()) {
    if (pair.tier !== 'certain' || isSameFailure(pair)) continue;
    const other = textOf(pair.itemId, facts);
    if (other === null) continue;
    const own = { text: opinionText(item.snapshot), createdAt: item.snapshot.createdAt };
    const [first, second] = own.createdAt < other.createdAt ? [own, other] : [other, own];
    const question = { about: 'link', texts: [first.text, second.text] } as const;
    const verdict = facts.get({ kind: 'opinion', question });
    if (verdict === 'inconclusive') return found;
    const evidence: Evidence[] = [...pair.evidence, { kind: 'opinion', verdict, model }];
    const heard = found.pairs.map((one, at) => (at === place ? { ...one, evidence } : one));
    const isDenied = (one: Pair, at: number): boolean =>
      verdict === 'disagrees' && at >= place && !isSameFailure(one);
    return {
      ...found,
      pairs: heard.map((one, at) => (isDenied(one, at) ? { ...one, tier: 'possible' } : one)),
    };
  }
  return found;
}

/** The same error line, top frames and version. */
function isSameFailure({ evidence }: Pair): boolean {
  return (
    evidence.some((one) => one.kind === 'error' && one.frame !== null) &&
    evidence.some(({ kind }) => kind === 'version')
  );
}

/** The words of another thread, where the language model may see them; null: it may not, or the thread is gone. */
function textOf(itemId: number, facts: Facts): { text: OpinionText; createdAt: Date } | null {
  const member = membersByItem(facts, [itemId]).get(itemId);
  if (member === undefined) return null;
  const { repository, number } = member.item.snapshot;
  const home = facts.get({ kind: 'repository', repositoryId: repository.id });
  if (home === null || languageModel(home, facts) === null) return null;
  const { item } = facts.get({ kind: 'thread', ref: { repositoryId: repository.id, number } });
  return item && { text: opinionText(item.snapshot), createdAt: item.snapshot.createdAt };
}

/** A thread's cluster with the matches that a language model denied, as long as nobody has put them together since. */
export function withDenied(own: OwnCluster, itemId: number, facts: Facts): OwnCluster {
  const pairs = own.pairs.get(itemId) ?? facts.get({ kind: 'pairs', items: [itemId] }).get(itemId) ?? [];
  const items = pairs
    .filter(({ evidence }) => evidence.some((one) => one.kind === 'opinion' && one.verdict === 'disagrees'))
    .map((pair) => pair.itemId)
    .filter((other) => !own.cluster.members.includes(other));
  const denied = [...membersByItem(facts, items).values()];
  const repositories = new Map(own.repositories);
  for (const { item } of denied) {
    const home = facts.get({ kind: 'repository', repositoryId: item.snapshot.repository.id });
    if (home !== null) repositories.set(home.id, home);
  }
  return { ...own, denied, repositories };
}
