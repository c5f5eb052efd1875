import { issueJson } from '../shapes/issue.ts';
import type { Issue, PullRequest, Thread } from '../world/thread.ts';
import { fullName } from '../world/world.ts';
import { ApiError, type Call, type PlainRoute, paged, type Reply } from './api.ts';
import { visible } from './authorize.ts';

/** Search over issues and pull requests: the common qualifiers, and words that must all occur. */
export const searchRoutes: PlainRoute[] = [
  { method: 'GET', path: '/search/issues', needs: { auth: 'anybody' }, handle: search },
];

function search(call: Call): Reply {
  const query = call.url.searchParams.get('q');
  if (!query) throw new ApiError(422, 'Validation Failed');
  const found = searchThreads(call, query).filter(
    (thread): thread is Issue | PullRequest => thread.kind !== 'discussion',
  );
  return paged(call, found, (each) => ({ ...issueJson(call.scene.world, each), score: 1 }), {
    wrap: (items, total) => ({
      total_count: total,
      incomplete_results: false,
      search_type: 'lexical',
      items,
    }),
  });
}

/** Threads that a query finds, newest first. Unknown qualifiers find nothing, so that they are noticed. */
export function searchThreads(call: Pick<Call, 'grant' | 'scene'>, query: string): Thread[] {
  const terms = [...query.matchAll(/(-?)(?:([\w-]+):)?("[^"]*"|\S+)/g)].map(([, minus, key, value = '']) => ({
    negated: minus === '-',
    key: key?.toLowerCase() ?? null,
    value: value.replaceAll('"', '').toLowerCase(),
  }));
  return [...call.scene.world.threads()]
    .filter((thread) => visible(call, thread.repository))
    .filter((thread) => terms.every(({ negated, key, value }) => meets(thread, key, value) !== negated))
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.number - one.number);
}

function meets(thread: Thread, key: string | null, value: string): boolean {
  const { repository } = thread;
  switch (key) {
    case null:
      return `${thread.title}\n${thread.body}`.toLowerCase().includes(value);
    case 'repo':
      return fullName(repository).toLowerCase() === value;
    case 'org':
    case 'user':
      return repository.owner.login.toLowerCase() === value;
    case 'is':
    case 'type':
    case 'state':
      return traits(thread).includes(value);
    case 'author':
      return thread.author?.login.toLowerCase() === value.replace(/^app\/(.*)$/, '$1[bot]');
    case 'label':
      return thread.labels.some((label) => label.name.toLowerCase() === value);
    case 'in':
      return true;
    case 'created':
      return inRange(thread.createdAt, value);
    case 'updated':
      return inRange(thread.updatedAt, value);
    default:
      return false;
  }
}

function traits(thread: Thread): string[] {
  const type = { issue: 'issue', pull_request: 'pr', discussion: 'discussion' }[thread.kind];
  const merged = thread.kind === 'pull_request' && thread.mergedAt ? ['merged'] : [];
  return [type, thread.state, thread.repository.private ? 'private' : 'public', ...merged];
}

function inRange(date: Date, range: string): boolean {
  const day = date.toISOString().toLowerCase();
  const [from, to] = range.split('..');
  if (to !== undefined && from !== undefined) return day >= from && day.slice(0, to.length) <= to;
  const bound = range.replace(/^[<>]=?/, '');
  if (range.startsWith('>')) return day >= bound;
  if (range.startsWith('<')) return day.slice(0, bound.length) <= bound;
  return day.startsWith(bound);
}
