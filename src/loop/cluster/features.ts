import type { TermStatistics } from './candidate-index.ts';
import type { Document } from './document.ts';
import { type ErrorWords, errorWords, isAnybodys, type NearestError, nearestError } from './errors.ts';
import { apiTerm, type Mass, overUnion, rarity, shared, type TermSets, termSets } from './overlap.ts';

/** An item as the matcher compares it. */
export interface MatchItem {
  itemId: number;
  document: Document;
  /** of the time when it was stored */
  mass: Mass;
  createdAt: Date;
  /** identity of the author; null where unknown */
  author: string | null;
  /** how others' prose names it: `#12`, `owner/name#12` in lower case */
  names: readonly string[];
  /** versions of the product that it names, as in `Document.versions`; absent: nobody knows which these are */
  versions?: readonly string[];
}

/** A candidate with what the index and the store say of it. */
export interface MatchCandidate extends MatchItem {
  /** from the index */
  score: number;
  /** cluster it is known to belong to; null where it stands alone */
  cluster: number | null;
  /** other items of that cluster */
  duplicates: number;
}

/** What two reports have in common, as numbers. The ranking model weighs them; evidence and tiers read them too. */
export interface Features {
  /** ln of the place among the candidates, 0 for the first */
  rank: number;
  /** share of the query's title that the candidate says anywhere, by rarity */
  titleFound: number;
  /** share of the candidate's title that the query says anywhere */
  titleOf: number;
  /** overlaps against the union by rarity: titles, code, everything, and the largest of them and of the prose */
  title: number;
  code: number;
  all: number;
  best: number;
  /** overlap of everything but the words of the nearest error line: what the text says besides */
  beyond: number;
  /** the same of the titles: many a title is the error line again */
  titleBeyond: number;
  /** rarity of the rarest error line, trace and error code that both have, the candidate's cluster aside;
   * 0 where there is none, or an error that is anybody's */
  error: number;
  frames: number;
  errorCode: number;
  /** similarity of the nearest error lines, and how much their agreement says in all */
  errorNear: number;
  errorInformation: number;
  /** rarity of the rarest word that the nearest error lines share: whether they name anything in particular */
  errorRarest: number;
  /** rarity of the rarest name of a function, type or setting that both have */
  api: number;
  /** 1 if they name the same version */
  version: number;
  /** ln of 1 + days between them */
  gap: number;
  /** ln of 1 + terms of the candidate: long ones share something with everybody */
  candidateLength: number;
  sameAuthor: number;
  /** 1 if one person wrote both within an hour under different titles: a batch of tasks */
  batch: number;
  /** ln of 1 + duplicates that the candidate has already */
  duplicates: number;
  /** 1 if the query's prose names the candidate, or the other way round */
  mention: number;
}

/** The query's side, worked out once for all its candidates. */
export interface MatchQuery {
  item: MatchItem;
  statistics: TermStatistics;
  sets: TermSets;
  errors: readonly ErrorWords[];
  apis: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
/** "One author, one hour": longer than it takes to file a list of tasks by hand. */
const BATCH_MS = 3_600_000;

export function matchQuery(item: MatchItem, statistics: TermStatistics): MatchQuery {
  return {
    item,
    statistics,
    sets: termSets(item.document),
    errors: errorWords(item.document),
    apis: new Set(item.document.apis),
  };
}

/** @param place of the candidate among all by the index's score, from 0 */
export function featuresOf(query: MatchQuery, candidate: MatchCandidate, place: number): Features {
  const { statistics, sets } = query;
  const { document, mass } = query.item;
  const theirs = termSets(candidate.document);
  const common = (a: ReadonlySet<string>, b: ReadonlySet<string>) => shared(a, b, statistics);
  const share = (part: number, whole: number) => (whole <= 0 ? 0 : Math.min(1, part / whole));
  const sameTitle = sameSet(sets.title, theirs.title);
  const titleOverlap = overUnion(common(sets.title, theirs.title), mass.title, candidate.mass.title);
  const prose = overUnion(common(sets.prose, theirs.prose), mass.prose, candidate.mass.prose);
  const code = overUnion(common(sets.code, theirs.code), mass.code, candidate.mass.code);
  const all = overUnion(common(sets.all, theirs.all), mass.all, candidate.mass.all);
  const nearest = nearestError(
    query.errors,
    errorWords(candidate.document),
    statistics,
    candidate.duplicates,
  );
  const signature = (term: string) => rarity(term, statistics, candidate.duplicates);
  const apart = Math.abs(query.item.createdAt.getTime() - candidate.createdAt.getTime());
  const sameAuthor = candidate.author !== null && candidate.author === query.item.author;
  return {
    rank: Math.log(1 + place),
    titleFound: share(common(sets.title, theirs.all), mass.title),
    titleOf: share(common(sets.all, theirs.title), candidate.mass.title),
    // What a candidate weighs is of the day when it was stored; in a young installation words were rarer then. The model
    // was fitted on the overlaps as they are.
    title: sameTitle && sets.title.size > 0 ? 1 : titleOverlap,
    code,
    all,
    best: Math.max(titleOverlap, prose, code, all),
    beyond: beyondError(query, sets.all, theirs.all, [mass.all, candidate.mass.all], nearest),
    titleBeyond: beyondError(query, sets.title, theirs.title, [mass.title, candidate.mass.title], nearest),
    error: rarest(
      document.errors.filter((one) => !isAnybodys(one)),
      candidate.document.errors,
      (one) => signature(`error:${one}`),
    ),
    frames: rarest(document.frames, candidate.document.frames, (one) => signature(`frames:${one}`)),
    errorCode: rarest(document.codes, candidate.document.codes, (one) => signature(`code:${one}`)),
    errorNear: nearest.similarity,
    errorInformation: nearest.information,
    errorRarest: nearest.rarest,
    api: rarest(candidate.document.apis, query.apis, (one) => rarity(apiTerm(one), statistics)),
    version: candidate.document.versions.some((one) => document.versions.includes(one)) ? 1 : 0,
    gap: Math.log1p(apart / DAY_MS),
    candidateLength: Math.log1p(theirs.all.size),
    sameAuthor: sameAuthor ? 1 : 0,
    batch: sameAuthor && apart <= BATCH_MS && !sameTitle ? 1 : 0,
    duplicates: Math.log1p(candidate.duplicates),
    mention: names(document, candidate) || names(candidate.document, query.item) ? 1 : 0,
  };
}

/** The overlap that is left when the words of the nearest error line are taken out of both texts. */
function beyondError(
  { statistics }: MatchQuery,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  [ourMass, theirMass]: readonly [number, number],
  { words }: NearestError,
): number {
  let both = 0;
  let line = 0;
  for (const term of ours) {
    const weight = rarity(term, statistics);
    if (words.has(term)) line += weight;
    else if (theirs.has(term)) both += weight;
  }
  let theirLine = 0;
  for (const word of words) if (theirs.has(word)) theirLine += rarity(word, statistics);
  return overUnion(both, ourMass - line, theirMass - theirLine);
}

function rarest(ours: readonly string[], theirs: Iterable<string>, weigh: (one: string) => number): number {
  const set = new Set(theirs);
  return ours.reduce((most, one) => (set.has(one) ? Math.max(most, weigh(one)) : most), 0);
}

function names(document: Document, other: MatchItem): boolean {
  return other.names.some((name) => document.mentions.includes(name));
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
