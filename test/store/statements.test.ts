import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Statements } from '../../src/store/engine/statements.ts';

/** More than are kept. */
const MANY = 300;

describe('prepared statements of the embedded database', () => {
  let database: PGlite;
  let statements: Statements;
  beforeAll(async () => {
    database = await PGlite.create('memory://');
    statements = new Statements(database);
  });
  afterAll(() => database.close());

  const TYPES = `select $1::text as a, $2::int8 as b, $3::bool as c, $4::timestamptz as d, $5::jsonb as e,
    $6::float8 as f, $7::int4 as g`;
  const given = ['ü', 9_007_199_254_740_000, true, '2026-03-02T09:00:00.123Z', '{"x":[1,null]}', 0.5, null];
  const read = [
    'ü',
    9_007_199_254_740_000,
    true,
    expect.stringMatching(/^2026-03-02 \d\d:00:00.123/),
    { x: [1, null] },
    0.5,
    null,
  ];

  it.each([1, 2])('give what PGlite itself gives, at use %i', async () => {
    expect((await statements.run(TYPES, given, 'array')).rows).toEqual([read]);
    const { rows } = await statements.run(TYPES, given, 'object');
    expect(rows).toEqual([
      { a: read[0], b: read[1], c: read[2], d: read[3], e: read[4], f: read[5], g: read[6] },
    ]);
  });

  it('count the rows that were changed', async () => {
    await statements.run('create table notes (id int primary key)', [], 'object');
    expect((await statements.run('insert into notes values ($1), ($2)', [1, 2], 'object')).affectedRows).toBe(
      2,
    );
    expect((await statements.run('update notes set id = id + 10', [], 'object')).affectedRows).toBe(2);
    expect((await statements.run('delete from notes where id = $1', [5], 'object')).affectedRows).toBe(0);
  });

  it.each(['selec 1', 'select * from nowhere', 'select 1 / $1::int'])(
    'go on after a failure of %s',
    async (text) => {
      await expect(statements.run(text, text.includes('$1') ? [0] : [], 'array')).rejects.toThrow();
      expect((await statements.run('select 1', [], 'array')).rows).toEqual([[1]]);
    },
  );

  it('are kept in bounds, the least used ones go', async () => {
    for (let i = 0; i < MANY; i += 1) {
      expect((await statements.run(`select ${i}`, [], 'array')).rows).toEqual([[i]]);
      expect((await statements.run('select 1', [], 'array')).rows).toEqual([[1]]);
    }
    const kept = await database.query('select statement from pg_prepared_statements');
    expect(kept.rows.length).toBeLessThanOrEqual(256);
    expect(kept.rows).toContainEqual({ statement: 'select 1' });
    expect(kept.rows).not.toContainEqual({ statement: 'select 2' });
  });

  it('are made again where they went for one that is none', async () => {
    for (let i = 0; i < MANY; i += 1) await statements.run(`select ${i}`, [], 'array');
    await expect(statements.run('selec 1', [], 'array')).rejects.toThrow();
    // From the newest on, so that none goes before it was asked for.
    for (let i = MANY - 1; i >= 0; i -= 1)
      expect((await statements.run(`select ${i}`, [], 'array')).rows).toEqual([[i]]);
  });

  it('are not made of long texts', async () => {
    const long = `select 1001 -- ${'long '.repeat(2_000)}`;
    expect((await statements.run(long, [], 'array')).rows).toEqual([[1_001]]);
    const kept = await database.query('select 1 from pg_prepared_statements where statement like $1', [
      '%long long%',
    ]);
    expect(kept.rows).toEqual([]);
  });
});
