import type { OpenStore } from '../../src/store/open-store.ts';

/** What a database was asked, whatever the machine: statements, and the rows that they brought. */
export interface Asked {
  statements: number;
  rows: number;
}

/** As far as Drizzle's sessions of all drivers are alike. */
interface Session {
  prepareQuery(...values: unknown[]): { execute(...values: unknown[]): Promise<unknown> };
}

/** Counts what is asked of a store from now on. `end` has to be called: sessions of transactions share what is changed. */
export function countAsked(store: OpenStore): { asked: Asked; end(): void } {
  // Drizzle has no counter, and its logger would have to be there when the store is opened.
  const prototype: Session = Object.getPrototypeOf(Reflect.get(store.underneath.database, 'session'));
  const { prepareQuery } = prototype;
  const asked = { statements: 0, rows: 0 };
  prototype.prepareQuery = function (this: Session, ...values) {
    const prepared = prepareQuery.apply(this, values);
    const { execute } = prepared;
    prepared.execute = async (...given) => {
      asked.statements += 1;
      const result = await execute.apply(prepared, given);
      const rows: unknown = Array.isArray(result) ? result : Reflect.get(Object(result), 'rows');
      asked.rows += Array.isArray(rows) ? rows.length : 0;
      return result;
    };
    return prepared;
  };
  return {
    asked,
    end: () => {
      prototype.prepareQuery = prepareQuery;
    },
  };
}
