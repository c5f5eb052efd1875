import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/sandbox/webhooks/delivery.ts';
import { isPayloadKey, payloadFaults } from '../../openapi/validate.ts';
import { type Started, startSandbox } from '../start.ts';
import { liveThroughEverything } from '../story.ts';

interface Examples {
  name: string;
  examples: unknown[];
}

const examples: Examples[] = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json'),
    'utf8',
  ),
);

/** In the examples these are numbers, in deliveries of today texts; GitHub's description allows both. */
const EITHER_WAY = /installation\.(created_at|updated_at)$/;

/** Type of every value by its path; array positions are one. */
function typesIn(value: unknown, path: string, into: Map<string, Set<string>>): Map<string, Set<string>> {
  // The examples are too few to tell what else can be null; the description tells.
  if (value === null) return into;
  into.set(path, (into.get(path) ?? new Set()).add(Array.isArray(value) ? 'array' : typeof value));
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value))
      typesIn(inner, `${path}.${Array.isArray(value) ? '*' : key}`, into);
  }
  return into;
}

let started: Started;
let deliveries: readonly Delivery[] = [];
beforeAll(async () => {
  started = await startSandbox();
  liveThroughEverything(started);
  deliveries = started.sandbox.webhooks.deliveries();
});
afterAll(() => started.sandbox.close());

describe('every delivery', () => {
  it('is one that GitHub makes, with all it always sends', () => {
    const faults = deliveries.flatMap(({ event, action, payload }) => payloadFaults(event, action, payload));
    expect([...new Set(faults)]).toEqual([]);
  });

  it("has the types of GitHub's examples, and no key that GitHub does not know", () => {
    const strange = new Set<string>();
    for (const { event, payload } of deliveries) {
      const known = new Map<string, Set<string>>();
      for (const example of examples.find((each) => each.name === event)?.examples ?? [])
        typesIn(example, event, known);
      for (const [path, types] of typesIn(payload, event, new Map())) {
        const theirs = known.get(path);
        const key = path.split('.').at(-1) ?? '';
        if (!theirs && path !== event && key !== '*' && !isPayloadKey(key)) strange.add(`${path} is new`);
        if (!theirs || EITHER_WAY.test(path)) continue;
        for (const type of types)
          if (!theirs.has(type)) strange.add(`${path} is ${type}, not ${[...theirs]}`);
      }
    }
    expect([...strange].sort()).toEqual([]);
  });

  it('occurs at least once, as often as it should', () => {
    const count = new Set(deliveries.map(({ event, action }) => `${event}.${action}`)).size;
    expect(count).toBeGreaterThan(75);
    expect(started.sandbox.problems).toEqual([]);
  });
});
