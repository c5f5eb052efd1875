import type { ThreadType } from '../vocabulary.ts';

/** Names one thread for a link. */
export interface LinkedThread {
  /** `github.com`, or the host of an Enterprise server */
  host: string;
  owner: string;
  name: string;
  number: number;
  type: ThreadType;
}

const PATHS: Record<ThreadType, string> = {
  issue: 'issues',
  pull_request: 'pull',
  discussion: 'discussions',
};

/**
 * `owner/name#12` as Markdown that leaves no backlink on the other thread. On github.com it goes through
 * `redirect.github.com`, which GitHub does not follow when it looks for references; an Enterprise server has no such
 * host, so that there it is code, which is looked at neither.
 */
export function threadLink(thread: LinkedThread): string {
  const code = `\`${wordsOf(thread.owner)}/${wordsOf(thread.name)}#${thread.number}\``;
  return thread.host === 'github.com' ? `[${code}](${threadAddress(thread)})` : code;
}

function threadAddress({ owner, name, number, type }: LinkedThread): string {
  return `https://redirect.github.com/${wordsOf(owner)}/${wordsOf(name)}/${PATHS[type]}/${number}`;
}

/** GitHub allows nothing else in these names; whatever else came in does not leave the code span or the address. */
function wordsOf(name: string): string {
  return name.replace(/[^\w.-]/g, '');
}
