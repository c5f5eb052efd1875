/** The database is away, read-only or refusing; the caller may try again later. `cause` is kept. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** Another worker took over this delivery or effect after the lease ran out: what was being done must be rolled back. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** The database refused a statement. `code` is its SQLSTATE. Never carries the statement's values: they may be secret. */
export class DatabaseFailed extends Error {
  override name = 'DatabaseFailed';
  readonly code: string | null;
  constructor(message: string, code: string | null, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The database takes no writes: a standby, switched to read-only, or without room. */
export class ReadOnly extends DatabaseUnavailable {
  override name = 'ReadOnly';
}

/** The disk of the database is full, which it says at writes alone. */
export class DiskFull extends ReadOnly {
  override name = 'DiskFull';
}

/** A newer release of the app has migrated this database. */
export class SchemaNewer extends Error {
  override name = 'SchemaNewer';
}

/** The database lacks migrations of this release and may not be migrated here. */
export class SchemaOlder extends Error {
  override name = 'SchemaOlder';
}

/** Who holds the data folder, as its lock file says. */
export interface LockHolder {
  pid: number;
  host: string;
  /** ISO time */
  startedAt: string;
  /** loopback port where the holder answers; null as long as it has none */
  port: number | null;
}

/** Another process has the embedded data folder open. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse';
  readonly holder: LockHolder;
  constructor(folder: string, holder: LockHolder) {
    const where = holder.port === null ? '' : `, on port ${holder.port}`;
    super(
      `The data folder ${folder} is in use by process ${holder.pid} on ${holder.host} since ${holder.startedAt}${where}. ` +
        'Stop that process, or give this one another DATA_DIR or a DATABASE_URL.',
    );
    this.holder = holder;
  }
}

/** The data folder was written by a version of the embedded database, or of the app, that this one cannot read. */
export class DataFolderVersion extends Error {
  override name = 'DataFolderVersion';
}

/** The network's and the driver's words for "not there": https://github.com/porsager/postgres#error-handling */
const UNREACHABLE = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOENT',
  'EADDRNOTAVAIL',
]);

/**
 * Classes and codes by which a server says that it is away or refuses for now:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const REFUSING = [
  '08', // connection exception
  '28', // invalid authorization
  '3D000', // no such database
  '53', // out of disk, memory, connections
  '57P', // shut down, starting up, dropped
  '58', // system error, as of a disk
];
const READ_ONLY = '25006';

/** Of the server, and of the file system of the data folder, which may be full or read-only like any. */
const DISK_FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const FOLDER_READ_ONLY = 'EROFS';

function codeOf(error: unknown): string | null {
  if (error === null || typeof error !== 'object' || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * What the store throws for what a driver threw: `DatabaseUnavailable` (or `ReadOnly`) where trying again may help,
 * else `DatabaseFailed`. Drizzle's own wrapper is taken off since its message repeats the values of the statement.
 * Errors of our own pass.
 */
export function translated(error: unknown): unknown {
  const wrapped = error instanceof Error && 'query' in error && 'params' in error;
  const inner = wrapped ? error.cause : error;
  if (inner instanceof DatabaseUnavailable || inner instanceof LeaseLost) return inner;
  const message = inner instanceof Error ? inner.message : 'the database failed';
  const code = codeOf(inner);
  if (code !== null && DISK_FULL.has(code)) {
    return new DiskFull(`the disk of the database is full: ${message}`, { cause: inner });
  }
  if (code === READ_ONLY || code === FOLDER_READ_ONLY)
    return new ReadOnly(`the database is read-only: ${message}`, { cause: inner });
  if (code !== null && (UNREACHABLE.has(code) || REFUSING.some((start) => code.startsWith(start)))) {
    return new DatabaseUnavailable(`the database is away: ${message}`, { cause: inner });
  }
  if (inner instanceof DatabaseFailed) return inner;
  return wrapped ? new DatabaseFailed(message, code, inner) : error;
}

/**
 * The same object with every method's errors translated.
 * @param onError told of each, translated
 */
export function translating<T extends object>(api: T, onError: (error: unknown) => void = () => {}): T {
  return new Proxy(api, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]): unknown => {
        const result: unknown = value.apply(target, values);
        return result instanceof Promise
          ? result.catch((error: unknown) => {
              const known = translated(error);
              onError(known);
              throw known;
            })
          : result;
      };
    },
  });
}
