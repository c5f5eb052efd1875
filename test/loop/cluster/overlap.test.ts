import { expect, it } from 'vitest';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { featuresOf, type MatchItem, matchQuery } from '../../../src/loop/cluster/features.ts';
import { apiTerm, massOf, rarity, shared } from '../../../src/loop/cluster/overlap.ts';

const STATISTICS = {
  items: 900,
  documentFrequency: new Map([
    ['open', 899],
    ['gizmo', 9],
  ]),
};

it('shares the same whichever side is larger', () => {
  const [few, many] = [new Set(['gizmo', 'panel']), new Set(['gizmo', 'open', 'door'])];
  expect(shared(few, many, STATISTICS)).toBe(rarity('gizmo', STATISTICS));
  expect(shared(many, few, STATISTICS)).toBe(shared(few, many, STATISTICS));
});

it.each([
  ['resolve_config', 'resolve_config'],
  ['widgets', 'widget'],
])('looks for the name %s under %s', (api, term) => {
  expect(apiTerm(api)).toBe(term);
});

const item = (itemId: number, title: string, statistics = STATISTICS): MatchItem => {
  const document = prepare({ title, body: '' });
  return {
    itemId,
    document,
    mass: massOf(document, statistics),
    createdAt: new Date(0),
    author: null,
    names: [],
  };
};

it('finds nothing in common with a report that says nothing', () => {
  const candidate = { ...item(1, 'Gizmo panel flickers'), score: 1, cluster: null, duplicates: 0 };
  const features = featuresOf(matchQuery(item(2, '!!'), STATISTICS), candidate, 0);
  expect(features).toMatchObject({ titleFound: 0, titleOf: 0, title: 0, all: 0, sameAuthor: 0, gap: 0 });
});

it('has one title where both have the same words, however rare they were when the first one came', () => {
  const young = { items: 3, documentFrequency: new Map<string, number>() };
  const earlier = { ...item(1, 'Gizmo panel does open', young), score: 1, cluster: null, duplicates: 0 };
  const features = featuresOf(matchQuery(item(2, 'gizmo panel does open'), STATISTICS), earlier, 0);
  expect(features.title).toBe(1);
  const nothing = { ...item(3, '!!'), score: 1, cluster: null, duplicates: 0 };
  expect(featuresOf(matchQuery(item(4, '??'), STATISTICS), nothing, 0).title).toBe(0);
});
