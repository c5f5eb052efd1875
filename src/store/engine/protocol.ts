/** What the main thread asks of the database's thread. One answer for each `id`. */
export type Request = { id: number } & (
  | { op: 'query'; sql: string; params: unknown[]; rowMode: 'array' | 'object' }
  | { op: 'exec'; sql: string }
  | { op: 'close' }
);

/** What the database's thread is started with. */
export interface WorkerStart {
  /** folder of the database; null: in memory */
  folder: string | null;
}

/** What comes back: the result, or the database's error taken apart, since classes do not cross threads. */
export type Answer =
  | { id: number; rows: unknown[]; fields: { name: string; dataTypeID: number }[]; affectedRows: number }
  /** `isEnd`: the database has ended by it and answers nothing any more */
  | { id: number; failed: { message: string; code: string | null; isEnd: boolean } };

/** Sent once, with `id` 0, when the database is open or will not open. */
export const OPENED_ID = 0;
