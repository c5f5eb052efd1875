import type { GraphQLResolveInfo } from 'graphql';
import { failure, type View } from './context.ts';

/** GitHub's largest page. */
const PAGE_MAX = 100;

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/**
 * One page of a list. As on GitHub a count alone needs no bounds, but nodes and edges need `first` or `last`
 * between 1 and 100.
 * @param key names an item in its cursor, so that a page goes on behind it whatever came or went before it
 */
export function connection<T>(
  items: readonly T[],
  args: PageArgs,
  info: GraphQLResolveInfo,
  view: (item: T) => View,
  key: (item: T) => string,
): View {
  const page = () => {
    checkBounds(args, info.fieldName);
    return cut(items, args, key);
  };
  const cursor = (item: T) => Buffer.from(`cursor:${items.indexOf(item)}:${key(item)}`).toString('base64');
  return {
    totalCount: items.length,
    nodes: () => page().shown.map(view),
    edges: () => page().shown.map((item) => ({ cursor: cursor(item), node: view(item) })),
    pageInfo: () => {
      const { shown, before, after } = page();
      const [start] = shown;
      const end = shown.at(-1);
      return {
        hasNextPage: after,
        hasPreviousPage: before,
        startCursor: start === undefined ? null : cursor(start),
        endCursor: end === undefined ? null : cursor(end),
      };
    },
  };
}

/** The same for entities with a node id. */
export function nodes<T extends { nodeId: string }>(
  items: readonly T[],
  args: PageArgs,
  info: GraphQLResolveInfo,
  view: (item: T) => View,
): View {
  return connection(items, args, info, view, (item) => item.nodeId);
}

function checkBounds(args: PageArgs, field: string): void {
  const name = args.first != null ? 'first' : 'last';
  const size = args.first ?? args.last;
  if (size == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`;
    throw failure('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (size > PAGE_MAX) {
    const message = `Requesting ${size} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${PAGE_MAX} records.`;
    throw failure('EXCESSIVE_PAGINATION', message);
  }
}

function cut<T>(items: readonly T[], args: PageArgs, key: (item: T) => string) {
  const from = args.after ? positionOf(items, args.after, key, 1) : 0;
  const to = args.before ? positionOf(items, args.before, key, 0) : items.length;
  const range = items.slice(from, to);
  const shown =
    args.first != null ? range.slice(0, args.first) : range.slice(-(args.last ?? 0) || range.length);
  const start = args.first != null ? from : to - shown.length;
  return { shown, before: start > 0, after: start + shown.length < items.length };
}

/** Where a cursor points: at its item, or where that was when it is gone. */
function positionOf<T>(
  items: readonly T[],
  cursor: string,
  key: (item: T) => string,
  beyond: number,
): number {
  const [, index = '', id = ''] =
    /^cursor:(\d+):(.*)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (index === '')
    throw failure('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  const found = items.findIndex((item) => key(item) === id);
  return found === -1 ? Number(index) : found + beyond;
}
