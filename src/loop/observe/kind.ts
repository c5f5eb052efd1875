import type { Kind } from '../vocabulary.ts';
import type { Features } from './features.ts';
import type { LearnedModel } from './learned.ts';

/** What a thread is about. */
export function kindOf(
  features: Features,
  _learned: LearnedModel | null,
): { kind: Kind; confidence: number } {
  const found = new Set(features.findings.map(({ signal }) => signal.name));
  if (found.has('bug-report')) return { kind: 'bug', confidence: 0.6 };
  if (found.has('how-to')) return { kind: 'question', confidence: 0.5 };
  if (found.has('feature-for-use')) return { kind: 'feature', confidence: 0.5 };
  if (found.has('tutorial')) return { kind: 'docs', confidence: 0.4 };
  return { kind: 'other', confidence: 0.3 };
}
