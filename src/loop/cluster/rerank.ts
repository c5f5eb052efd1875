import { REPORTS_PER_AUTHOR_MAX } from './author-share.ts';
import type { TermStatistics } from './candidate-index.ts';
import type { Document } from './document.ts';
import type { Link } from './entry.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import {
  type Features,
  featuresOf,
  type MatchCandidate,
  type MatchItem,
  type MatchQuery,
  matchQuery,
} from './features.ts';
import { MATCH_MODEL, type MatchModel, matchProbability, matchScore } from './match-model.ts';
import { failureMatch, fitOf, type Tier, tierOf } from './tier.ts';

/** A candidate after a close look. */
export interface Match {
  itemId: number;
  /** 0..1 */
  probability: number;
  tier: Tier;
  /** strongest first; empty for what is neither certain nor possible */
  evidence: Evidence[];
}

/** What a look-up came to. */
export interface Matching {
  /** the best tier among the matches; `inconclusive` with a reason where the report cannot be compared */
  tier: Tier;
  reason: 'tooShort' | 'language' | null;
  /** to be shown: best first, at most one of each known cluster */
  matches: Match[];
  /** to gather clusters by: the certain and possible ones, best first, a few of each author */
  links: (Link & Pick<Match, 'evidence'>)[];
}

/** Longer lists are never shown. */
const MATCHES_MAX = 20;
/** A report of fewer distinct terms without any signature says too little to be told from others. */
const TERMS_MIN = 3;

/**
 * Looks closely at the candidates of a report.
 * @param statistics frequencies of `statisticsTerms(query.document)` in the scope
 * @param candidates best first, as the index gives them
 */
export function rerank(
  query: MatchItem,
  statistics: TermStatistics,
  candidates: readonly MatchCandidate[],
  model: MatchModel = MATCH_MODEL,
): Matching {
  const asked = matchQuery(query, statistics);
  const short = tooShort(asked);
  const judgedBest = candidates
    .map((candidate, place) => judged(asked, candidate, featuresOf(asked, candidate, place), model))
    .sort((a, b) => Number(b.identical) - Number(a.identical) || b.score - a.score);
  const scored = neverRising(withoutNamed(judgedBest));
  const matches = oneOfEachCluster(scored)
    .slice(0, MATCHES_MAX)
    .map(({ candidate, features, probability, tier }) => ({
      itemId: candidate.itemId,
      probability,
      tier: short ? ('inconclusive' as const) : tier,
      evidence: short || !isLink(tier) ? [] : evidenceOf(asked, candidate, features),
    }));
  if (short) return { tier: 'inconclusive', reason: 'tooShort', matches, links: [] };
  const links = fewOfEachAuthor(scored)
    .flatMap((one) => (isLink(one.tier) ? { ...one, tier: one.tier } : []))
    .slice(0, MATCHES_MAX)
    .map(({ candidate, features, tier, probability }) => ({
      itemId: candidate.itemId,
      tier,
      probability,
      evidence: evidenceOf(asked, candidate, features),
    }));
  const tier =
    (['certain', 'possible'] as const).find((one) => matches.some((match) => match.tier === one)) ?? 'no';
  if (tier === 'no' && foreign(query.document, candidates))
    return { tier: 'inconclusive', reason: 'language', matches, links };
  return { tier, reason: null, matches, links };
}

interface Judged {
  candidate: MatchCandidate;
  features: Features;
  score: number;
  probability: number;
  /** how well they fit, whoever wrote them */
  fit: Tier;
  tier: Tier;
  /** the same error line, top frames and version */
  identical: boolean;
}

function judged(asked: MatchQuery, candidate: MatchCandidate, features: Features, model: MatchModel): Judged {
  const failure = failureMatch(asked.item.document, candidate.document, features);
  const identical = failure === 'identical';
  const fitted = matchProbability(features, model);
  const probability = identical ? Math.max(fitted, model.thresholds.certain) : fitted;
  const fit = fitOf(features, probability, failure, model);
  const comparable = fit !== 'no' || !otherLanguage(asked.item.document, candidate.document);
  return {
    candidate,
    features,
    score: matchScore(features, model),
    identical,
    probability,
    fit,
    tier: comparable ? tierOf(fit, features, identical) : 'inconclusive',
  };
}

/** Who names one report of a cluster knows the others as well, and may have said that theirs is another problem. */
function withoutNamed(scored: readonly Judged[]): Judged[] {
  const named = new Set(
    scored.flatMap(({ candidate, features }) => (features.mention === 1 ? (candidate.cluster ?? []) : [])),
  );
  return scored.map((one) => {
    const isOfNamed = one.candidate.cluster !== null && named.has(one.candidate.cluster);
    return one.tier === 'certain' && isOfNamed && !one.identical ? { ...one, tier: 'possible' } : one;
  });
}

/**
 * Where something else fits better and not well enough, this is not certain either; identical failures stand first. What
 * the author knows already may fit as well as anything: it says nothing against the reports of others, so that the order
 * in which reports came does not decide what belongs together.
 */
function neverRising(scored: readonly Judged[]): Judged[] {
  let certain = true;
  return scored.map((one) => {
    certain &&= one.fit === 'certain';
    return one.tier === 'certain' && !certain ? { ...one, tier: 'possible' } : one;
  });
}

function isLink(tier: Tier): tier is Link['tier'] {
  return tier === 'certain' || tier === 'possible';
}

/** Known duplicates of each other are one answer: the best of them stands for all. */
function oneOfEachCluster(scored: readonly Judged[]): Judged[] {
  const seen = new Set<number>();
  return scored.filter(({ candidate: { cluster } }) => {
    if (cluster === null) return true;
    if (seen.has(cluster)) return false;
    seen.add(cluster);
    return true;
  });
}

/** The best of each author: the copies that one account makes do not crowd out what others wrote. */
function fewOfEachAuthor(scored: readonly Judged[]): Judged[] {
  const seen = new Map<string, number>();
  return scored.filter(({ candidate: { author } }) => {
    if (author === null) return true;
    const times = (seen.get(author) ?? 0) + 1;
    seen.set(author, times);
    return times <= REPORTS_PER_AUTHOR_MAX;
  });
}

function tooShort({ sets, item: { document } }: MatchQuery): boolean {
  return sets.all.size < TERMS_MIN && document.errors.length === 0 && document.frames.length === 0;
}

function otherLanguage(a: Document, b: Document): boolean {
  const known = (document: Document) => document.language !== 'unknown' && document.language !== 'other';
  return known(a) && known(b) && a.language !== b.language;
}

/** Whether most of what was found is written in another language, or nothing was found for a text that is not English. */
function foreign(document: Document, candidates: readonly MatchCandidate[]): boolean {
  if (candidates.length === 0) return !['en', 'unknown', 'other'].includes(document.language);
  const others = candidates.filter((candidate) => otherLanguage(document, candidate.document)).length;
  return others > candidates.length / 2;
}
