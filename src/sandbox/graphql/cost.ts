import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { failure } from './context.ts';

/** GitHub refuses calls that could return more nodes. */
const NODES_MAX = 500_000;
/** Requests that make one point. */
const REQUESTS_PER_POINT = 100;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Points and possible nodes of a query by GitHub's published formula: every connection is taken to be full; the
 * requests that it needs are counted once for each of its parents, and a hundred make a point, at least one.
 */
export function costOf(document: DocumentNode, variables: Variables): { cost: number; nodeCount: number } {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  let requests = 0;
  let nodeCount = 0;
  const walk = (selection: SelectionSetNode, parents: number) => {
    for (const each of selection.selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(each.name.value);
        if (fragment) walk(fragment, parents);
      } else if (each.kind === Kind.INLINE_FRAGMENT) {
        walk(each.selectionSet, parents);
      } else {
        const size = pageSize(each, variables);
        if (size !== null) {
          requests += parents;
          nodeCount += parents * size;
        }
        if (each.selectionSet) walk(each.selectionSet, size === null ? parents : parents * size);
      }
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, 1);
  }
  if (nodeCount > NODES_MAX) {
    const message = `By the time this query traverses to the last connection, it is requesting up to ${nodeCount} possible nodes which exceeds the maximum limit of ${NODES_MAX}.`;
    throw failure('MAX_NODE_LIMIT_EXCEEDED', message);
  }
  return { cost: Math.max(1, Math.round(requests / REQUESTS_PER_POINT)), nodeCount };
}

function pageSize(field: FieldNode, variables: Variables): number | null {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const size =
      value.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : value.kind === Kind.INT
          ? Number(value.value)
          : null;
    if (typeof size === 'number') return size;
  }
  return null;
}
