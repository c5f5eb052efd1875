import { expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { EXAMPLE, renderReference } from '../../src/config/reference.ts';
import { configSchema, ORGANIZATION_KEYS } from '../../src/config/schema.ts';
import {
  CONFIG_DESCRIPTION,
  type DescribedSchema,
  describedAt,
} from '../../src/config/schema-description.ts';

const reference = renderReference();

it('docs/configuration.md is up to date', async () => {
  await expect(reference).toMatchFileSnapshot('../../docs/configuration.md');
});

it('begins with an example that is valid', () => {
  expect(parseConfig(EXAMPLE, { scope: 'organization' }).problems).toEqual([]);
  expect(reference).toContain(EXAMPLE);
});

it('names every key, with its meaning', () => {
  for (const key of Object.keys(configSchema.shape)) expect(reference).toContain(key);
  const rows = reference.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(55);
  for (const row of rows)
    expect(row, row).toMatch(/^\| `[\w.]+`(?: \*\*org\*\*)? \| [^|]+ \| [^|]+ \| \S[^|]* \|$/);
});

it("knows every key that is only the organisation's", () => {
  for (const key of ORGANIZATION_KEYS) expect(describedAt(key.split('.'))).not.toBeNull();
});

it('is described by the few words of JSON Schema that it reads', () => {
  const known = new Set<string>([
    '$schema',
    'type',
    'title',
    'propertyNames',
    'description',
    'default',
    'enum',
    'const',
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'properties',
    'items',
    'additionalProperties',
    // bounds that are told by the messages of the values themselves
    'required',
    'maxItems',
    'minItems',
    'maxLength',
    'pattern',
  ]);
  const walk = (described: DescribedSchema): void => {
    for (const key of Object.keys(described)) expect(known).toContain(key);
    const inner = [
      ...Object.values(described.properties ?? {}),
      described.items,
      described.additionalProperties,
    ];
    for (const each of inner) if (each) walk(each);
  };
  walk(CONFIG_DESCRIPTION);
});
