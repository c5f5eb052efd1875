import type { RecordedThread } from '../record.ts';
import { isCommunity } from './people.ts';

const STAGES_OF_TROUBLE = new Set(['onboarding', 'adoption', 'retention']);

/** A question, or a bug on the way to or in use, told by the community. Pull requests are no calls for help. */
export function isSupport({ type, author, kind, stage }: RecordedThread): boolean {
  if (type === 'pull_request' || !isCommunity(author)) return false;
  return kind === 'question' || (kind === 'bug' && stage !== null && STAGES_OF_TROUBLE.has(stage));
}
