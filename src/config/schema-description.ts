import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The part of JSON Schema that zod writes for our config. */
export interface DescribedSchema {
  type?: string;
  /** the kind of value in a few words, where its type says too little */
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  properties?: Record<string, DescribedSchema>;
  items?: DescribedSchema;
  additionalProperties?: DescribedSchema | false;
  propertyNames?: DescribedSchema;
}

/** What a file may say, as JSON Schema. */
export const CONFIG_DESCRIPTION: DescribedSchema =
  // zod's own type allows for all of JSON Schema; a test walks the whole tree and finds only these parts
  z.toJSONSchema(configSchema, { io: 'input' }) as DescribedSchema;

/** The description of what stands at this path; null where nothing may. */
export function describedAt(path: readonly PropertyKey[]): DescribedSchema | null {
  let described: DescribedSchema | undefined = CONFIG_DESCRIPTION;
  for (const step of path) {
    const inner: DescribedSchema | false | undefined =
      typeof step === 'number'
        ? described.items
        : (described.properties?.[String(step)] ?? described.additionalProperties);
    if (inner === undefined || inner === false) return null;
    described = inner;
  }
  return described;
}

/** The keys that may stand in the mapping at this path. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  return Object.keys(describedAt(path)?.properties ?? {});
}

/** What may stand at this path, in words: `a number from 0 to 1`. */
export function describeExpected(path: readonly PropertyKey[]): string {
  const described = describedAt(path);
  return described === null ? 'nothing' : describeType(described);
}

/** A type in words. */
export function describeType(described: DescribedSchema): string {
  if (described.title !== undefined) return described.title;
  if (described.enum !== undefined) return described.enum.map(String).join(', ');
  if (described.const !== undefined) return String(described.const);
  switch (described.type) {
    case 'integer':
      return `a whole number${range(described)}`;
    case 'number':
      return `a number${range(described)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'a text';
    case 'array':
      return described.items?.enum === undefined
        ? 'a list'
        : `a list of ${described.items.title ?? describeType(described.items)}`;
    default:
      return 'a mapping (`key: value`)';
  }
}

function range({ minimum, exclusiveMinimum, maximum }: DescribedSchema): string {
  const from = exclusiveMinimum === undefined ? `from ${minimum}` : `above ${exclusiveMinimum}`;
  return maximum === undefined ? ` ${from}` : ` ${from} to ${maximum}`;
}
