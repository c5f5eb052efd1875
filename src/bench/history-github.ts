import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { THREAD_TYPES, type ThreadType } from '../loop/vocabulary.ts';
import { listen } from '../web/listen.ts';
import { quietAnswer } from './quiet-github.ts';

/** Comments of most threads, and of every hundredth, which takes two further pages. */
const COMMENTS = 3;
const COMMENTS_LONG = 250;
const LONG_EVERY = 100;
const PAGE = 100;
/** Of ten threads so many are issues; one is a pull request, the rest are discussions. */
const ISSUES_OF_TEN = 7;
const PULLS_OF_TEN = 1;
const MINUTE_MS = 60_000;
const PEOPLE = 500;

const BODY =
  'After upgrading from 3.1 to 3.2 our build, which used to work for months, fails at the first step. '.repeat(
    8,
  );

/** A GitHub with a history of any length, made up as it is asked for: nothing of it is kept in memory. */
export interface HistoryGitHub {
  host: string;
  /** what was asked: operation of a query, or path */
  calls: string[];
  /** calls without which the history cannot be read: full pages, and further pages of long threads */
  least: number;
  close(): Promise<void>;
}

export async function startHistoryGitHub(items: number, now: Date): Promise<HistoryGitHub> {
  const calls: string[] = [];
  const byType = new Map(THREAD_TYPES.map((type) => [type, indicesOf(type, items)]));
  const server = createServer(async (incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    const [status, body] =
      path === '/api/graphql'
        ? [200, { data: query(await bodyOf(incoming), byType, now, calls) }]
        : rest(path, calls);
    outgoing.writeHead(status, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(body));
  });
  const port = await listen(server, '127.0.0.1', 0);
  const pages = [...byType.values()].reduce((sum, { length }) => sum + Math.ceil(length / PAGE), 0);
  const long = Math.ceil(items / LONG_EVERY);
  return {
    host: `127.0.0.1:${port}`,
    calls,
    least: pages + long * (Math.ceil(COMMENTS_LONG / PAGE) - 1),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function indicesOf(type: ThreadType, items: number): number[] {
  return Array.from({ length: items }, (_, index) => index).filter((index) => typeOf(index) === type);
}

function typeOf(index: number): ThreadType {
  const of = index % 10;
  if (of < ISSUES_OF_TEN) return 'issue';
  return of < ISSUES_OF_TEN + PULLS_OF_TEN ? 'pull_request' : 'discussion';
}

interface Query {
  query: string;
  variables: { id?: string; after?: string | null; size?: number };
}

async function bodyOf(incoming: IncomingMessage): Promise<Query> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  // Whoever asks is the app itself.
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Query;
}

function rest(path: string, calls: string[]): [number, unknown] {
  calls.push(path);
  if (path.endsWith('/collaborators')) return [200, [{ login: 'maintainer' }]];
  return quietAnswer(path);
}

function query(asked: Query, byType: Map<ThreadType, number[]>, now: Date, calls: string[]): unknown {
  const name = /query (\w+)/.exec(asked.query)?.[1] ?? '';
  calls.push(name);
  const { id = '', after = null, size = PAGE } = asked.variables;
  const from = Number(after ?? 0);
  const list = (type: ThreadType) => {
    const indices = byType.get(type) ?? [];
    const nodes = indices.slice(from, from + size).map((index) => thread(index, now));
    return { node: { page: { pageInfo: pageInfo(from + size, indices.length), nodes } } };
  };
  switch (name) {
    case 'HistoryOverview': {
      const kinds = [...byType].map(([type, { length }]) => [
        type,
        { totalCount: length, nodes: length === 0 ? [] : [{ updatedAt: now.toISOString() }] },
      ]);
      return { nodes: [{ id: 'R', config: null, ...Object.fromEntries(kinds) }] };
    }
    case 'HistoryIssues':
      return list('issue');
    case 'HistoryPullRequests':
      return list('pull_request');
    case 'HistoryDiscussions':
      return list('discussion');
    case 'HistoryComments':
    case 'HistoryDiscussionComments':
      return { node: { more: comments(Number(id.slice(2)), from, now) } };
    default:
      throw new Error(`nobody should ask for ${name}`);
  }
}

function pageInfo(end: number, length: number) {
  return { hasNextPage: end < length, endCursor: String(end) };
}

const NOTHING = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

function person(seed: number) {
  const id = 1_000 + (seed % PEOPLE);
  return { __typename: 'User', login: `person-${id}`, databaseId: id };
}

function at(index: number, now: Date): string {
  return new Date(now.getTime() - index * MINUTE_MS).toISOString();
}

function thread(index: number, now: Date): object {
  const id = String(10_000_000 + index);
  return {
    id: `T_${index}`,
    number: index + 1,
    title: `Step ${index} fails since the upgrade`,
    body: BODY,
    author: person(index),
    lastEditedAt: null,
    editor: null,
    authorAssociation: 'NONE',
    locked: false,
    closed: false,
    closedAt: null,
    createdAt: at(index, now),
    updatedAt: at(index, now),
    labels: { nodes: [] },
    thumbsUp: { totalCount: 0 },
    fullDatabaseId: id,
    databaseId: Number(id),
    stateReason: null,
    closing: { nodes: [] },
    labelChanges: { pageInfo: { hasPreviousPage: false, startCursor: null }, nodes: [] },
    merged: false,
    mergeCommit: null,
    baseRefName: 'main',
    headRefOid: '0'.repeat(40),
    reviews: NOTHING,
    category: { name: 'Q&A' },
    answer: null,
    comments: comments(index, 0, now),
  };
}

function comments(index: number, from: number, now: Date) {
  const total = index % LONG_EVERY === 0 ? COMMENTS_LONG : COMMENTS;
  const length = Math.max(0, Math.min(PAGE, total - from));
  const nodes = Array.from({ length }, (_, offset) => {
    const id = index * COMMENTS_LONG + from + offset + 1;
    return {
      id: `C_${id}`,
      databaseId: id,
      fullDatabaseId: String(id),
      body: 'Same here, since the same version.',
      author: person(id),
      isAnswer: false,
      createdAt: at(index, now),
      updatedAt: at(index, now),
      replies: NOTHING,
    };
  });
  return { pageInfo: pageInfo(from + length, total), nodes };
}
