import type { Change } from '../../src/loop/change.ts';
import { impacts, type WeightedTerm } from '../../src/loop/cluster/bm25f.ts';
import { prepare } from '../../src/loop/cluster/document.ts';
import { massOf } from '../../src/loop/cluster/overlap.ts';
import type { Cause, IndexedDocument, LoggedEntry, Pair } from '../../src/loop/cluster-record.ts';
import type { Unnumbered } from '../../src/loop/decide/cluster-log.ts';
import type { FactRequest } from '../../src/loop/fact-request.ts';
import { account, at } from './samples.ts';

/** A report as it is put into the store. */
export function indexed(title: string, body = ''): IndexedDocument {
  const document = prepare({ title, body });
  const mass = massOf(document, { items: 0, documentFrequency: new Map() });
  return { document, mass, terms: impacts(document) };
}

export function documentPut(
  itemId: number,
  title: string,
  body = '',
): Extract<Change, { type: 'document.put' }> {
  return { type: 'document.put', itemId, repositoryId: 12, indexed: indexed(title, body) };
}

/** A report with just these terms. */
export function withTerms(
  itemId: number,
  terms: readonly (readonly [string, number])[],
  lines: string[] = [],
): Extract<Change, { type: 'document.put' }> {
  const { document, mass } = indexed('');
  const weighted = terms.map(([term, weight]) => ({ term, weight }));
  return {
    type: 'document.put',
    itemId,
    repositoryId: 12,
    indexed: { document: { ...document, lines }, mass, terms: weighted },
  };
}

type Look = Extract<FactRequest, { kind: 'candidates' }>;

/** A look-up by these terms. */
export function look(query: readonly [string, number][], more: Partial<Look> = {}): Look {
  return {
    kind: 'candidates',
    scope: { repositories: null },
    itemId: 999_999,
    repositoryId: 12,
    query: query.map(([term, weight]): WeightedTerm => ({ term, weight })),
    limit: 100,
    ...more,
  };
}

export function pair(itemId: number, more: Partial<Pair> = {}): Pair {
  return {
    itemId,
    tier: 'certain',
    probability: 0.93,
    evidence: [{ kind: 'error', error: 'secret words of an error', frame: null }],
    algorithm: 'test',
    ...more,
  };
}

const CAUSE: Cause = { by: 'human', actor: account(601), key: 'thread:cluster:' };

/** Entries with their numbers, from `first` on. */
export function logged(entries: readonly Unnumbered[], first = 1): LoggedEntry[] {
  return entries.map((entry, place) => ({ ...entry, seq: first + place, cause: CAUSE, at: at(place) }));
}
