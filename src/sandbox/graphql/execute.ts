import {
  type DocumentNode,
  execute,
  type GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { ApiError, type Call, type Reply } from '../rest/api.ts';
import type { Meter } from '../rest/meter.ts';
import type { Json } from '../shapes/json.ts';
import type { Context } from './context.ts';
import { costOf } from './cost.ts';
import { MUTATION } from './mutations.ts';
import { QUERY } from './query.ts';
import { SCHEMA } from './schema.ts';

/** Answers one GraphQL call. What the query does wrong comes back as `errors` with status 200, as on GitHub. */
export async function executeGraphql(call: Call, meter: Meter): Promise<Reply> {
  if (call.grant.kind !== 'installation' && call.grant.kind !== 'user') {
    throw new ApiError(401, 'This endpoint requires you to be authenticated.');
  }
  const { query, variables, operationName } = call.body;
  if (typeof query !== 'string')
    throw new ApiError(400, 'A query attribute must be specified and must be a string.');
  const given: Json = typeof variables === 'object' && variables !== null ? { ...variables } : {};
  try {
    const document = parse(query);
    const mistakes = validate(SCHEMA, document);
    if (mistakes.length > 0) return { status: 200, body: { errors: mistakes.map(errorJson) } };
    const cost = costOf(document, given);
    const context: Context = { call, limits: { ...cost, ...meter.spend(call.grant, cost.cost - 1) } };
    const result = await execute({
      schema: SCHEMA,
      document,
      rootValue: isMutation(document) ? MUTATION : QUERY,
      contextValue: context,
      variableValues: given,
      operationName: typeof operationName === 'string' ? operationName : null,
    });
    noteWrites(call, meter, document, result.errors ?? []);
    for (const { originalError } of result.errors ?? []) {
      // What is no answer of GitHub's is a mistake of the sandbox.
      if (originalError && !('extensions' in originalError)) meter.problems.push(String(originalError.stack));
    }
    const errors = result.errors ? { errors: result.errors.map(errorJson) } : {};
    return { status: 200, body: { data: result.data ?? null, ...errors } };
  } catch (error) {
    if (error instanceof Error && error.name === 'GraphQLError') {
      return { status: 200, body: { errors: [errorJson(error as GraphQLError)] } };
    }
    throw error;
  }
}

/** GitHub puts the kind of an error beside its message, not below `extensions`. */
function errorJson(error: GraphQLError): Json {
  const { message, path, locations, extensions } = error;
  return { ...(extensions.type ? { type: extensions.type } : {}), path, locations, message };
}

function isMutation(document: DocumentNode): boolean {
  return mutationFields(document).length > 0;
}

/** Name and answer key of each mutation of a document. */
function mutationFields(document: DocumentNode): { name: string; key: string }[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION
      ? definition.selectionSet.selections.flatMap((each) =>
          each.kind === Kind.FIELD ? [{ name: each.name.value, key: (each.alias ?? each.name).value }] : [],
        )
      : [],
  );
}

function noteWrites(call: Call, meter: Meter, document: DocumentNode, errors: readonly GraphQLError[]): void {
  const failed = new Set(errors.map((error) => error.path?.[0]));
  for (const { name, key } of mutationFields(document)) {
    if (!failed.has(key)) meter.wrote(call.grant, 'POST', `mutation ${name}`, '/graphql', 200);
  }
}
