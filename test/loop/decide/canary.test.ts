import { describe, expect, it } from 'vitest';
import { impacts } from '../../../src/loop/cluster/bm25f.ts';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { MemoryIndex } from '../../../src/loop/cluster/memory-index.ts';
import { massOf, statisticsTerms } from '../../../src/loop/cluster/overlap.ts';
import { matchingHealth } from '../../../src/loop/decide/canary.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import { BOT, INSTALLED_AT } from '../situations.ts';

const report = {
  title: 'Workers stop with LeaseExpiredError after the upgrade to 3.2',
  body: 'Since the upgrade every worker of the nightly queue stops after an hour:\n\n```\nLeaseExpiredError: lease for job nightly expired after 60000 ms\n    at Lease.assertHeld (lease.ts:4)\n```',
};
const canary = { itemId: 5, repositoryId: 12, createdAt: new Date('2026-11-10T00:00:00Z'), ...report };

function health(text: typeof report | null, isIndexed: boolean) {
  const index = new MemoryIndex();
  const document = prepare(text ?? report);
  const other = prepare({ title: 'Dark mode', body: 'The settings page is too bright at night.' });
  index.add(1, impacts(other));
  if (isIndexed) index.add(5, impacts(document));
  const item = {
    itemId: 5,
    createdAt: canary.createdAt,
    author: null,
    names: [],
    cluster: null,
    duplicates: 0,
  };
  const answer = (request: FactRequest): FactAnswer => {
    switch (request.kind) {
      case 'canary':
        return { kind: 'canary', value: text && { ...canary, ...text } };
      case 'terms':
        return { kind: 'terms', value: index.statistics(request.terms) };
      case 'candidates': {
        const mass = massOf(document, index.statistics(statisticsTerms(document)));
        const found = index.candidates(request.query, request.limit).filter(({ itemId }) => itemId === 5);
        return { kind: 'candidates', value: found.map(({ score }) => ({ ...item, score, document, mass })) };
      }
      default:
        throw new Error(`not asked for: ${request.kind}`);
    }
  };
  const answers = new Map<string, FactAnswer>();
  const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  for (;;) {
    try {
      return matchingHealth(new Facts(standing, answers));
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) answers.set(requestKey(request), answer(request));
    }
  }
}

describe('the canary', () => {
  it('is found where matching works', () => {
    expect(health(report, true)).toBe('well');
  });

  it('tells where the index has lost it', () => {
    expect(health(report, false)).toBe('ill');
  });

  it('says nothing where there is no report, or one that says too little', () => {
    expect(health(null, true)).toBe('unknown');
    expect(health({ title: 'Help', body: '' }, true)).toBe('unknown');
  });
});
