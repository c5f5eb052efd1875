/** What every bench over a database is told. */
export interface BenchOptions {
  /** Postgres where databases may be made; null: embedded, in a folder */
  databaseUrl: string | null;
  onProgress(what: string, done: number, total: number): void;
}
