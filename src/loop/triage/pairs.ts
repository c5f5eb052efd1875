import type { Evidence } from '../cluster/evidence.ts';
import { evidenceShown } from '../cluster/evidence-shown.ts';
import type { RecordedCluster } from '../record.ts';
import type { LinkedThread } from '../render/link.ts';
import { threadKey } from '../vocabulary.ts';
import type { PossiblePair, ThreadText } from '../week-record.ts';
import type { DuplicatePair } from './agenda.ts';
import type { AgendaBasis } from './prepare.ts';

/** Pairs that are asked about; each takes a minute. */
const PAIRS_MAX = 3;

/** Weekly issues that ask about a pair: whoever let two of them pass does not know either. */
const TIMES_ASKED_MAX = 2;

/**
 * What a person can judge a pair by. A version, an author or a count in common says nothing of the problem, and two
 * problems may well be about one API.
 */
const GROUNDS: ReadonlySet<Evidence['kind']> = new Set<Evidence['kind']>([
  'error',
  'similarError',
  'frames',
  'errorCode',
  'title',
  'words',
  'mention',
]);

/** Digits of a probability that is kept. */
const PROBABILITY_DIGITS = 3;

/**
 * The pairs that people are asked about. First those of which one side is fixed: whoever reported the other waits for a
 * word that may be true already. A thread stands in one pair, for commands name a pair by it.
 * @param pairs likeliest first
 */
export function pairsAsked(pairs: readonly PossiblePair[], basis: AgendaBasis): DuplicatePair[] {
  const solved = new Set((basis.record.clusters ?? []).filter(isSolved).map(({ id }) => id));
  const earlier = basis.figures.recentWeeks
    .filter(({ week }) => week !== basis.week)
    .flatMap(({ summary }) => summary.pairs ?? []);
  const grounded = pairs.filter(
    (pair) =>
      pair.evidence.some(isGround) &&
      earlier.filter(({ itemId, otherItemId }) => itemId === pair.itemId && otherItemId === pair.otherItemId)
        .length < TIMES_ASKED_MAX,
  );
  const sided = grounded.map((pair) => {
    const [own, other] = pair.clusters.map((id) => solved.has(id));
    return { pair, fixed: own === other ? null : own === true ? ('thread' as const) : ('other' as const) };
  });
  const named = new Set<number>();
  return [
    ...sided.filter(({ fixed }) => fixed !== null),
    ...sided.filter(({ pair, fixed }) => fixed === null && pair.isNew),
  ]
    .filter(({ pair: { itemId, otherItemId } }) => {
      if (named.has(itemId) || named.has(otherItemId)) return false;
      named.add(itemId).add(otherItemId);
      return true;
    })
    .slice(0, PAIRS_MAX)
    .flatMap(({ pair, fixed }) => duplicateOf(pair, fixed, basis));
}

/** One word in common is chance. */
function isGround(evidence: Evidence): boolean {
  return GROUNDS.has(evidence.kind) && (evidence.kind !== 'words' || evidence.words.length > 1);
}

function isSolved({ fixedAt, releasedAt, disputedSince }: RecordedCluster): boolean {
  return disputedSince === null && (fixedAt !== null || releasedAt !== null);
}

function duplicateOf(
  pair: PossiblePair,
  fixed: 'thread' | 'other' | null,
  basis: AgendaBasis,
): DuplicatePair[] {
  const side = (text: ThreadText): (LinkedThread & { title: string }) | null => {
    const home = basis.repositories.find(({ id }) => id === text.repositoryId);
    if (home === undefined) return null;
    const { number, type, title } = text;
    return { host: basis.host, owner: home.owner, name: home.name, number, type, title };
  };
  const thread = side(pair.thread);
  const other = side(pair.other);
  if (thread === null || other === null) return [];
  return [
    {
      key: threadKey(pair.thread),
      itemId: pair.itemId,
      otherItemId: pair.otherItemId,
      thread,
      other,
      ...(fixed === null ? {} : { fixed }),
      probability: Number(pair.probability.toFixed(PROBABILITY_DIGITS)),
      because: evidenceShown(pair.evidence).join(', '),
    },
  ];
}
