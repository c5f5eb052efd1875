import { readFileSync } from 'node:fs';
import { schema as githubGraphql } from '@octokit/graphql-schema';
import { Ajv, type ValidateFunction } from 'ajv';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';

/**
 * Checks what the app sends, and what the sandbox delivers, against GitHub's own descriptions: REST and webhooks
 * against extracts of the OpenAPI description (extract.mjs makes them), GraphQL against the whole schema.
 */

export interface SentRequest {
  method: string;
  /** below `/api/v3`, or `/graphql` */
  path: string;
  query: Record<string, string>;
  body: unknown;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Record<string, unknown>;
}

interface Operation {
  parameters: Parameter[];
  body: Record<string, unknown> | null;
  bodyRequired: boolean;
  responses: number[];
}

interface Extract {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, unknown>;
}

interface Webhooks {
  webhooks: Record<string, Record<string, unknown>>;
  components: Record<string, unknown>;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

const extract = read<Extract>('extract.json');
let graphql: GraphQLSchema | null = null;
let webhooks: Webhooks | null = null;
const compiled = new Map<string, ValidateFunction>();

// Schemas may say less than ajv would like to hear; texts of a query are read as the number they stand for.
const strictTypes = { strict: false, allowUnionTypes: true, allErrors: true } as const;
const bodies = new Ajv(strictTypes);
const queries = new Ajv({ ...strictTypes, coerceTypes: 'array' });

/** The operation of the extract that a request addresses; fixed words win over parameters. */
export function operationOf(
  request: Pick<SentRequest, 'method' | 'path'>,
): { template: string; operation: Operation } | null {
  const given = request.path.split('/');
  const fitting = Object.entries(extract.paths)
    .filter(([template, methods]) => request.method in methods && fits(template, given))
    .sort(([one], [other]) => parametersIn(one) - parametersIn(other));
  const [template, methods] = fitting[0] ?? [];
  const operation = methods?.[request.method];
  return template && operation ? { template, operation } : null;
}

function parametersIn(template: string): number {
  return template.split('{').length;
}

/** `{path}` takes any number of segments. */
function fits(template: string, given: readonly string[]): boolean {
  const wanted = template.split('/');
  const open = wanted.at(-1) === '{path}' || wanted.at(-1) === '{basehead}';
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((word, index) => (word.startsWith('{') ? given[index] !== '' : word === given[index]));
}

/** What is wrong with a REST or GraphQL request; nothing is `[]`. */
export function faultsOf(request: SentRequest): string[] {
  if (request.path === '/graphql') return graphqlFaults(request.body);
  const found = operationOf(request);
  const name = `${request.method} ${request.path}`;
  if (!found) return [`${name}: no such operation in GitHub's description`];
  const { template, operation } = found;
  return [...queryFaults(template, operation, request), ...bodyFaults(template, operation, request)].map(
    (fault) => `${name}: ${fault}`,
  );
}

/** To be given to a sandbox as `onRequest`: throws when something is wrong. */
export function refuseInvalid(request: SentRequest): void {
  const faults = faultsOf(request);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function queryFaults(template: string, operation: Operation, request: SentRequest): string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  const schema = {
    type: 'object',
    properties: Object.fromEntries(known.map((parameter) => [parameter.name, parameter.schema])),
    required: known.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  };
  const path = Object.fromEntries(
    template.split('/').map((word, index) => [word, request.path.split('/')[index] ?? '']),
  );
  const integers = operation.parameters
    .filter((parameter) => parameter.in === 'path' && parameter.schema.type === 'integer')
    .filter((parameter) => !/^\d+$/.test(path[`{${parameter.name}}`] ?? ''));
  return [
    ...integers.map((parameter) => `path parameter ${parameter.name} is no integer`),
    ...check(queries, `${request.method} ${template}?`, schema, { ...request.query }),
  ];
}

function bodyFaults(template: string, operation: Operation, request: SentRequest): string[] {
  const sent = isEmpty(request.body) ? undefined : request.body;
  if (operation.body === null) return sent === undefined ? [] : ['takes no body'];
  if (sent === undefined && !operation.bodyRequired) return [];
  return check(bodies, `${request.method} ${template}`, closed(operation.body), sent ?? {});
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
}

/** A key that the description does not name is a mistake of ours, even where the schema leaves it open. */
function closed(schema: Record<string, unknown>): Record<string, unknown> {
  if (Array.isArray(schema.oneOf)) return { ...schema, oneOf: schema.oneOf.map(closed) };
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: schema.anyOf.map(closed) };
  return schema.properties && schema.additionalProperties === undefined
    ? { ...schema, additionalProperties: false }
    : schema;
}

function check(ajv: Ajv, key: string, schema: Record<string, unknown>, value: unknown): string[] {
  let run = compiled.get(key);
  if (!run) {
    run = ajv.compile({ ...schema, components: extract.components });
    compiled.set(key, run);
  }
  if (run(value)) return [];
  return (run.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

function graphqlFaults(body: unknown): string[] {
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : null;
  if (typeof query !== 'string') return ['GraphQL call without a query'];
  // GitHub's own text repeats two fields, which strict validation would refuse.
  graphql ??= buildSchema(githubGraphql.idl, { assumeValidSDL: true, assumeValid: true });
  try {
    return validate(graphql, parse(query)).map((error) => error.message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** What is wrong with the payload of a delivery. */
export function payloadFaults(event: string, action: string | null, payload: unknown): string[] {
  if (!webhooks) {
    webhooks = read<Webhooks>('webhooks.json');
    bodies.addSchema({ $id: 'webhooks', components: webhooks.components });
  }
  const key = action === null ? event : `${event}.${action}`;
  const reference = webhooks.webhooks[key]?.$ref;
  // One document for all, so that what they share is compiled once.
  const run = typeof reference === 'string' ? bodies.getSchema(`webhooks${reference}`) : undefined;
  if (!run) return [`${key}: no such webhook in GitHub's description`];
  if (run(payload)) return [];
  return (run.errors ?? []).map(
    (error) => `${key}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** Whether GitHub's description of webhooks names such a key anywhere. */
export function isPayloadKey(key: string): boolean {
  if (payloadKeys.size === 0) collectKeys(read<Webhooks>('webhooks.json').components);
  return payloadKeys.has(key);
}

const payloadKeys = new Set<string>();

function collectKeys(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, value] of Object.entries(schema)) {
    if (word === 'properties' && typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) payloadKeys.add(key);
    }
    collectKeys(value);
  }
}
