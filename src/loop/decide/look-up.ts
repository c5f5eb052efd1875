import { asWritten } from '../cluster/as-written.ts';
import { impacts } from '../cluster/bm25f.ts';
import { CANDIDATES_MAX, queryTerms } from '../cluster/candidate-index.ts';
import { prepare } from '../cluster/document.ts';
import { MATCH_MODEL, type MatchModel } from '../cluster/match-model.ts';
import { massOf, statisticsTerms } from '../cluster/overlap.ts';
import { rerank } from '../cluster/rerank.ts';
import { certainFrom } from '../cluster/threshold.ts';
import type { IndexedDocument, MatchScope, Member, Pair } from '../cluster-record.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Item } from '../item.ts';

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
  const candidates = facts.get({
    kind: 'candidates',
    scope,
    itemId,
    repositoryId: repository.id,
    query: queryTerms(document, statistics),
    limit: CANDIDATES_MAX,
  });
  const model = learnedModel(repository, facts);
  const { matches, links } = facts.once(`lookUp.matching:${itemId}`, () =>
    rerank(
      {
        itemId,
        document,
        mass,
        createdAt: snapshot.createdAt,
        author: snapshot.author === null ? null : String(snapshot.author.id),
        names: threadNames(repository, snapshot.number),
      },
      statistics,
      candidates,
      model,
    ),
  );
  const evidence = new Map(matches.map((match) => [match.itemId, match.evidence]));
  const others = membersByItem(
    facts,
    links.filter(({ tier }) => tier === 'certain').map((link) => link.itemId),
  );
  return {
    indexed: { document, mass, terms: impacts(document) },
    pairs: links.map((link): Pair => {
      const other = others.get(link.itemId);
      const alike = other !== undefined && isPull(other.item) === isPull(item);
      return {
        ...link,
        tier: link.tier === 'certain' && alike ? 'certain' : 'possible',
        evidence: asWritten(evidence.get(link.itemId) ?? [], `${text.title}\n${text.body}`),
        algorithm: MATCH_MODEL.version,
      };
    }),
  };
}

/** Members by their item number; those that are gone are missing. */
export function membersByItem(facts: Facts, items: readonly number[]): Map<number, Member> {
  if (items.length === 0) return new Map();
  const inOrder = [...new Set(items)].sort((a, b) => a - b);
  return new Map(
    facts.get({ kind: 'members', items: inOrder }).map((member) => [member.item.itemId, member]),
  );
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
