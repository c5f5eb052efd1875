import type { CanonicalFacts } from './cluster/canonical.ts';
import type { ReportQuality } from './observe/quality.ts';

/** What is known of an item, as far as it decides whether the item stands for its cluster. */
export function canonicalFacts(item: {
  itemId: number;
  state: 'open' | 'closed';
  /** null: none was accepted */
  answer: string | null;
  quality: ReportQuality;
  createdAt: Date;
}): CanonicalFacts {
  return {
    itemId: item.itemId,
    open: item.state === 'open',
    hasAnswer: item.answer !== null,
    quality: Object.values(item.quality).filter(Boolean).length,
    createdAt: item.createdAt,
  };
}
