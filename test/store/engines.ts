import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, inject, it } from 'vitest';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { TABLES } from '../../src/store/schema/tables.ts';
import { databaseUrl } from '../postgres.global.ts';

/** The open store of the suite that runs. */
export interface OnEngine {
  readonly store: OpenStore;
  /** address of the suite's own database; null on PGlite */
  readonly url: string | null;
}

/**
 * Declares the same suite on PGlite and on Postgres. Each file has one database per engine, emptied before every test.
 * Without a Postgres the suite is skipped by name, and fails where CI is set and nobody said SKIP_POSTGRES=1.
 */
export function describeOnEngines(name: string, suite: (on: OnEngine) => void): void {
  describe(`${name} on PGlite`, () => {
    suite(opened(async () => ({ url: null, drop: async () => undefined })));
  });
  const run = inject('postgres');
  if (!('missing' in run)) {
    describe(`${name} on Postgres`, () => {
      suite(opened(() => copyOf(run.url, run.template)));
    });
    return;
  }
  const why = `${name} on Postgres (skipped: ${run.missing})`;
  if (process.env.CI !== undefined && process.env.SKIP_POSTGRES !== '1') {
    it(why, () => {
      throw new Error(`there is no Postgres to test on: ${run.missing}`);
    });
    return;
  }
  it.skip(why, () => undefined);
}

async function copyOf(url: string, template: string) {
  const name = `fullcircle_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${template}`);
  return {
    url: databaseUrl(url, name),
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

function opened(place: () => Promise<{ url: string | null; drop: () => Promise<void> }>): OnEngine {
  let current: OpenStore | null = null;
  let where: Awaited<ReturnType<typeof place>> | null = null;
  beforeAll(async () => {
    where = await place();
    current = await openStore({
      databaseUrl: where.url,
      dataDir: null,
      applicationName: 'fullcircle tests',
      startedAt: new Date(0),
    });
  });
  beforeEach(() => emptied(required(current)));
  afterAll(async () => {
    await current?.close();
    await where?.drop();
  });
  return {
    get store() {
      return required(current);
    },
    get url() {
      return required(where).url;
    },
  };
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('the suite has not begun');
  return value;
}

/** Empties every table; quicker than a new database. */
export async function emptied(store: OpenStore): Promise<void> {
  const tables = sql.join(Object.values(TABLES), sql`, `);
  await store.underneath.database.execute(sql`truncate ${tables} restart identity`);
}
