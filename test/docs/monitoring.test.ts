import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Store } from '../../src/store/store.ts';
import { createAppMetrics } from '../../src/web/app-metrics.ts';
import type { Labels, Metrics } from '../../src/web/metrics.ts';
import { addSignals } from '../../src/web/signals.ts';
import { createWebhookHandler } from '../../src/web/webhook.ts';
import { memoryInbox, memoryLog, NOW } from '../web/edge.ts';
import { DOCUMENTS, inlineCode, ROOT } from './documents.ts';

interface Declared {
  name: string;
  type: string;
  help: string;
  labels: Labels;
}

const HEAD = `# Metrics for Prometheus

<!-- Generated from the declarations. Do not edit: change them and run \`npx vitest run test/docs -u\`. -->

\`GET /metrics\` of every process, without names of tenants, repositories or people. Counters begin at 0 with the process;
gauges over the database are the same in all processes that share it. What to watch and what to do is in
[operating.md](operating.md#watching). What is measured of a *community* is something else: [metrics.md](metrics.md).

| metric | type | labels | meaning |
| --- | --- | --- | --- |
`;

/** Takes down what is declared. */
function recorder(): { metrics: Metrics; declared: Declared[] } {
  const declared: Declared[] = [];
  const note = (type: string, name: string, help: string, labels: Labels = {}) =>
    void declared.push({ name, type, help, labels });
  return {
    declared,
    metrics: {
      counter(name, help, labels) {
        note('counter', name, help, labels);
        return { add: () => undefined };
      },
      gauge(name, help, labels) {
        note('gauge', name, help, labels);
        return { set: () => undefined };
      },
      histogram(name, help, _bounds, labels) {
        note('histogram', name, help, labels);
        return { observe: () => undefined };
      },
      beforeReading: () => undefined,
      text: async () => '',
    },
  };
}

function declarations(): Declared[] {
  const { metrics, declared } = recorder();
  const clock = { now: () => NOW };
  const { log } = memoryLog();
  const receiver = { verify: async () => true, receive: async () => undefined, outcomeOf: () => undefined };
  createWebhookHandler({ receiver, metrics, log });
  addSignals(new Hono(), {
    inbox: memoryInbox(),
    clock,
    log,
    metrics,
    secret: null,
    peopleKey: '',
    onStored: () => undefined,
  });
  // The store is read at a scrape only, and nobody scrapes here.
  createAppMetrics(metrics, {} as Store, clock);
  return declared;
}

const declared = declarations();
/** As Prometheus names the series of each. */
const series = declared.flatMap(({ name, type }) =>
  type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => `${name}${end}`) : [name],
);
const namedIn = (text: string): string[] => [...new Set(text.match(/\bfullcircle_[a-z_]+/g) ?? [])];

describe('docs/prometheus.md', () => {
  it('is up to date', async () => {
    const rows = declared.map(({ name, type, help, labels }) => {
      const values = Object.entries(labels).map(
        ([label, words]) => `\`${label}\`: ${words.map((word) => word.replaceAll('_', '\\_')).join(', ')}`,
      );
      return `| \`${name}\` | ${type} | ${values.join('; ')} | ${help} |\n`;
    });
    await expect(`${HEAD}${rows.join('')}`).toMatchFileSnapshot('../../docs/prometheus.md');
  });

  it('knows every metric of the code', () => {
    const folder = join(ROOT, 'src');
    const inCode = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap(
        (path) => readFileSync(join(folder, path), 'utf8').match(/(?<=')fullcircle_[a-z_]+(?=')/g) ?? [],
      );
    expect(inCode.sort()).toEqual(declared.map(({ name }) => name).sort());
  });

  it.each(DOCUMENTS.map((document) => [document.path, document] as const))(
    '%s names only these',
    (_, document) => {
      const known = [...series, ...declared.map(({ name }) => name)];
      expect(
        inlineCode(document)
          .flatMap(namedIn)
          .filter((name) => !known.includes(name)),
      ).toEqual([]);
    },
  );
});

describe('deploy/', () => {
  const text = (path: string): string => readFileSync(join(ROOT, 'deploy', path), 'utf8');

  it('alerts over what is measured, each with what to do', () => {
    const file = text('alerts.yml');
    expect(namedIn(file).filter((name) => !series.includes(name))).toEqual([]);
    const { groups } = parse(file) as {
      groups: { rules: { alert: string; expr: string; annotations: object }[] }[];
    };
    const rules = groups.flatMap(({ rules }) => rules);
    expect(rules.length).toBeGreaterThan(5);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, annotations } of rules) {
      expect(alert).toMatch(/^Fullcircle[A-Z]/);
      expect(namedIn(expr).length + Number(expr.includes('up{')), alert).toBeGreaterThan(0);
      expect(Object.keys(annotations)).toEqual(['summary', 'description']);
    }
  });

  it.each([
    ['old deliveries', 'fullcircle_backlog_age_seconds'],
    ['dead letters', 'fullcircle_deliveries{state="dead"}'],
    ['effects that fail', 'fullcircle_effects_total{outcome=~"invalid|given_up"}'],
    ['matching that is ill', 'fullcircle_matching_ill'],
    ['permissions that were taken back', 'fullcircle_installations{state="permission_missing"}'],
  ])('alerts to %s, once', (_, measured) => {
    const asking = text('alerts.yml')
      .split('\n')
      .filter((line) => /^ +expr:/.test(line) && line.includes(measured));
    expect(asking).toHaveLength(1);
  });

  it.each(['alerts.yml', 'grafana.json'])('%s asks for values that labels have', (path) => {
    const asked = text(path).matchAll(/(fullcircle_[a-z_]+)\{([^}]*)\}/g);
    for (const [whole, name = '', selectors = ''] of asked) {
      const labels: Labels = declared.find((each) => name.startsWith(each.name))?.labels ?? {};
      for (const [, label = '', values = ''] of selectors.matchAll(/(\w+)=~?\\?"([^"\\]*)/g)) {
        if (values.startsWith('$')) continue;
        expect(labels[label], whole).toEqual(expect.arrayContaining(values.split('|')));
      }
    }
  });

  it('draws what is measured', () => {
    const file = text('grafana.json');
    const { panels } = JSON.parse(file) as {
      panels: { id: number; title: string; targets?: { expr: string }[] }[];
    };
    expect(namedIn(file).filter((name) => !series.includes(name))).toEqual([]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, targets } of panels) expect(targets?.length, title).toBeGreaterThan(0);
  });
});
