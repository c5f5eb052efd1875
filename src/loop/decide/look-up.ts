import { asWritten } from '../cluster/as-written.ts';
import { impacts } from '../cluster/bm25f.ts';
import { CANDIDATES_MAX, queryTerms } from '../cluster/candidate-index.ts';
import { prepare } from '../cluster/document.ts';
import type { MatchItem } from '../cluster/features.ts';
import { MATCH_MODEL, type MatchModel } from '../cluster/match-model.ts';
import { massOf, statisticsTerms } from '../cluster/overlap.ts';
import { type Matching, rerank } from '../cluster/rerank.ts';
import { versionsIn } from '../cluster/signatures.ts';
import { certainFrom } from '../cluster/threshold.ts';
import type { IndexedDocument, MatchScope, Pair } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { OutsideReport } from '../outside.ts';
import { ownVersions } from '../versions-named.ts';
import { membersByItem } from './members.ts';

/** Stands for a report that is no item; rows are numbered from 1. */
const NO_ITEM = 0;

/** What a look-up of a report came to. */
export interface LookUp {
  indexed: IndexedDocument;
  /** certain and possible ones, best first */
  pairs: Pair[];
}

/**
 * Looks a report up among all that the installation knows: which items are the same problem, and by what evidence.
 * Reports and pull requests are never certain to be the same: the one says what is wrong, the other what to do about it.
 */
export function lookUp(item: Item, repository: KnownRepository, facts: Facts): LookUp {
  const { snapshot, itemId } = item;
  const scope = matchScope(repository);
  const text = { title: snapshot.title, body: snapshot.body };
  const bare = facts.once(`lookUp.bare:${itemId}`, () => prepare(text));
  const template = facts.get({ kind: 'templateLines', repositoryId: repository.id, lines: bare.lines });
  const document =
    template.size === 0 ? bare : facts.once(`lookUp.document:${itemId}`, () => prepare(text, template));
  const statistics = facts.get({ kind: 'terms', scope, terms: statisticsTerms(document) });
  const mass = massOf(document, statistics);
  const asked = {
    itemId,
    document,
    mass,
    createdAt: snapshot.createdAt,
    author: snapshot.author === null ? null : String(snapshot.author.id),
    names: threadNames(repository, snapshot.number),
    versions: ownVersions(item.observation.environment.versions).flatMap((version) =>
      versionsIn(`v${version}`),
    ),
  };
  const { links } = matching(
    asked,
    { scope, repositoryId: repository.id, model: learnedModel(repository, facts) },
    facts,
  );
  const others = membersByItem(
    facts,
    links.filter(({ tier }) => tier === 'certain').map((link) => link.itemId),
  );
  const written = asWritten(text);
  return {
    indexed: { document, mass, terms: impacts(document) },
    pairs: links.map((link): Pair => {
      const other = others.get(link.itemId);
      const alike = other !== undefined && isPull(other.item) === isPull(item);
      return {
        ...link,
        tier: link.tier === 'certain' && alike ? 'certain' : 'possible',
        evidence: written(link.evidence),
        algorithm: MATCH_MODEL.version,
      };
    }),
  };
}

/**
 * The thread that is certainly about the same problem as a report of another channel, best first; null: there is none.
 * Such reports are found by nobody and change no cluster. No people of a repository have moved the bar for them.
 */
export function lookUpOutside(
  { title, text, person, at }: Pick<OutsideReport, 'title' | 'text' | 'person' | 'at'>,
  facts: Facts,
): number | null {
  const scope: MatchScope = { repositories: null };
  const document = facts.once('lookUp.outside', () => prepare({ title, body: text }));
  const statistics = facts.get({ kind: 'terms', scope, terms: statisticsTerms(document) });
  const asked = {
    itemId: NO_ITEM,
    document,
    mass: massOf(document, statistics),
    createdAt: at,
    author: String(person),
    names: [],
  };
  const { links } = matching(asked, { scope, repositoryId: NO_ITEM, model: MATCH_MODEL }, facts);
  const certain = links.filter(({ tier }) => tier === 'certain').map(({ itemId }) => itemId);
  const members = membersByItem(facts, certain);
  return (
    certain.find((itemId) => {
      const member = members.get(itemId);
      return member !== undefined && !isPull(member.item);
    }) ?? null
  );
}

/** Compares a report with those that share heavy terms with it. */
function matching(
  asked: MatchItem,
  {
    scope,
    repositoryId,
    model,
  }: { scope: MatchScope /** of the report */; repositoryId: number; model: MatchModel },
  facts: Facts,
): Matching {
  const { itemId, document } = asked;
  const statistics = facts.get({ kind: 'terms', scope, terms: statisticsTerms(document) });
  const candidates = facts.get({
    kind: 'candidates',
    scope,
    itemId,
    repositoryId,
    query: queryTerms(document, statistics),
    limit: CANDIDATES_MAX,
  });
  return facts.once(`lookUp.matching:${itemId}`, () => rerank(asked, statistics, candidates, model));
}

/** The model with the bar where the people of the repository have put it. */
function learnedModel({ id }: KnownRepository, facts: Facts): MatchModel {
  const { thresholds, version } = MATCH_MODEL;
  const verdicts = facts.get({ kind: 'linkVerdicts', repositoryId: id, algorithm: version });
  return {
    ...MATCH_MODEL,
    thresholds: { ...thresholds, certain: certainFrom(thresholds.certain, verdicts) },
  };
}

/** Items are compared over the whole installation, unless its config keeps repositories apart. */
function matchScope(repository: KnownRepository): MatchScope {
  return { repositories: repository.settings.clusters.acrossRepositories ? null : [repository.id] };
}

/** How the prose of others names a thread, in lower case. */
function threadNames({ owner, name }: KnownRepository, number: number): string[] {
  return [`#${number}`, `${owner}/${name}#${number}`.toLowerCase()];
}

function isPull({ snapshot }: { snapshot: { type: Item['snapshot']['type'] } }): boolean {
  return snapshot.type === 'pull_request';
}
