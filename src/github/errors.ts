import { z } from 'zod';
import { labelGone } from '../loop/label-gone.ts';

/**
 * What can go wrong when GitHub is asked for something, told apart by status, headers and error types and never
 * by message text. `cause` keeps the original.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export abstract class GitHubError extends Error {
  /** HTTP status; null where the request did not come that far or GraphQL answered 200 with errors */
  readonly status: number | null;

  constructor(message: string, status: number | null, cause: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/** The thing is not there, or no longer there, or hidden from us (404, 410, 451). Asking again does not help. */
export class Gone extends GitHubError {
  override name = 'Gone';
}

/**
 * Refused (403 without any sign of a limit): a permission the installation lacks, or a thread or repository that
 * takes no writes. `accepted` is what GitHub says would do (`issues=write; pull_requests=write`), null where it does not.
 */
export class PermissionMissing extends GitHubError {
  override name = 'PermissionMissing';
  readonly accepted: string | null;

  constructor(message: string, status: number | null, cause: unknown, accepted: string | null) {
    super(message, status, cause);
    this.accepted = accepted;
  }
}

/** A primary or secondary rate limit: the request had no effect, and nothing may be asked for `waitMs`. */
export class Limited extends GitHubError {
  override name = 'Limited';
  /** from when the error came */
  readonly waitMs: number;
  /** the same by the clock that the client was made with */
  readonly resumeAt: Date;

  constructor(message: string, status: number | null, cause: unknown, waitMs: number, now: Date) {
    super(message, status, cause);
    this.waitMs = waitMs;
    this.resumeAt = new Date(now.getTime() + waitMs);
  }
}

/** No answer, or none to rely on (5xx, network, time-out). A write may have happened. */
export class Transient extends GitHubError {
  override name = 'Transient';
}

/** GitHub understood and says no (400, 422 …). `codes` are those of its `errors`, such as `already_exists`. */
export class Invalid extends GitHubError {
  override name = 'Invalid';
  readonly codes: readonly string[];

  constructor(message: string, status: number | null, cause: unknown, codes: readonly string[]) {
    super(message, status, cause);
    this.codes = codes;
  }
}

/** Somebody took a label of ours away from the repository. */
export class LabelGone extends GitHubError {
  override name = 'LabelGone';

  constructor(label: string) {
    super(labelGone(label), null, null);
  }
}

/** The token or the key was not accepted (401). The request had no effect. */
export class Unauthorised extends GitHubError {
  override name = 'Unauthorised';
}

/** GitHub: without `retry-after` and without a reset time wait at least one minute. */
const LIMIT_DEFAULT_MS = 60_000;
/** The primary limit resets every hour; what says more than that is a clock that differs, not a limit. */
const LIMIT_MAX_MS = 3_600_000;

const headersSchema = z.record(z.string(), z.unknown());
const errorsSchema = z.array(
  z.looseObject({
    type: z.string().optional().catch(undefined),
    code: z.string().optional().catch(undefined),
    extensions: z
      .looseObject({ code: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
);
const failureSchema = z.looseObject({
  status: z.number().optional().catch(undefined),
  headers: headersSchema.optional().catch(undefined),
  errors: errorsSchema.optional().catch(undefined),
  response: z
    .looseObject({
      headers: headersSchema.optional().catch(undefined),
      data: z
        .looseObject({
          documentation_url: z.string().optional().catch(undefined),
          errors: errorsSchema.optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

interface Failure {
  message: string;
  status: number | null;
  headers: Record<string, unknown>;
  errors: z.infer<typeof errorsSchema>;
  documentationUrl: string;
  cause: unknown;
}

function read(error: unknown): Failure {
  const parsed = failureSchema.safeParse(error);
  const data = parsed.success ? parsed.data : {};
  return {
    message: error instanceof Error ? error.message : String(error),
    status: data.status ?? null,
    headers: data.response?.headers ?? data.headers ?? {},
    errors: data.errors ?? data.response?.data?.errors ?? [],
    documentationUrl: data.response?.data?.documentation_url ?? '',
    cause: error,
  };
}

function header(failure: Failure, name: string): string | null {
  const value = failure.headers[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function numberHeader(failure: Failure, name: string): number | null {
  const value = Number(header(failure, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** How long GitHub wants us to wait; reset times are its clock, so they are measured against its `date` where it gives one. */
function waitMs(failure: Failure, now: Date): number {
  const retryAfterS = numberHeader(failure, 'retry-after');
  if (retryAfterS !== null) return Math.min(Math.max(retryAfterS, 1) * 1000, LIMIT_MAX_MS);
  const resetS = numberHeader(failure, 'x-ratelimit-reset');
  if (resetS === null || header(failure, 'x-ratelimit-remaining') !== '0') return LIMIT_DEFAULT_MS;
  const serverMs = Date.parse(header(failure, 'date') ?? '');
  const plausible = [resetS * 1000 - serverMs, resetS * 1000 - now.getTime()].find(
    (ms) => ms >= 0 && ms <= LIMIT_MAX_MS,
  );
  return plausible ?? LIMIT_DEFAULT_MS;
}

function limited(failure: Failure, now: Date): Limited {
  return new Limited(failure.message, failure.status, failure.cause, waitMs(failure, now), now);
}

function hasLimitSigns(failure: Failure): boolean {
  return (
    header(failure, 'retry-after') !== null ||
    header(failure, 'x-ratelimit-remaining') === '0' ||
    failure.documentationUrl.includes('rate-limit')
  );
}

function permissionMissing(failure: Failure): PermissionMissing {
  const accepted = header(failure, 'x-accepted-github-permissions');
  return new PermissionMissing(failure.message, failure.status, failure.cause, accepted);
}

/** Errors inside a GraphQL answer; the one that says most about what to do decides. */
function classifyGraphql(failure: Failure, now: Date): GitHubError {
  const { message, status, cause } = failure;
  const types = new Set(failure.errors.map((error) => error.type ?? ''));
  const has = (...wanted: string[]) => wanted.some((type) => types.has(type));
  if (has('RATE_LIMITED', 'RATE_LIMIT') || header(failure, 'retry-after') !== null)
    return limited(failure, now);
  if (has('UNAUTHENTICATED')) return new Unauthorised(message, status, cause);
  if (has('FORBIDDEN', 'INSUFFICIENT_SCOPES')) return permissionMissing(failure);
  if (has('NOT_FOUND')) return new Gone(message, status, cause);
  const codes = failure.errors.flatMap((error) => error.extensions?.code ?? []);
  if (has('UNPROCESSABLE', 'BAD_USER_INPUT', 'MAX_NODE_LIMIT_EXCEEDED') || codes.length > 0) {
    return new Invalid(message, status, cause, codes);
  }
  return new Transient(message, status, cause);
}

function classifyStatus(failure: Failure, status: number, now: Date): GitHubError {
  const { message, cause } = failure;
  if (status === 429 || (status === 403 && hasLimitSigns(failure))) return limited(failure, now);
  if (status === 401) return new Unauthorised(message, status, cause);
  if (status === 403) return permissionMissing(failure);
  if (status === 404 || status === 410 || status === 451) return new Gone(message, status, cause);
  if (status >= 400 && status < 500 && status !== 408 && status !== 409) {
    const codes = failure.errors.flatMap((error) => error.code ?? []);
    return new Invalid(message, status, cause, codes);
  }
  return new Transient(message, status, cause);
}

/**
 * Says what kind of failure an error of Octokit is. What is not recognised is `Transient`: it is tried again and
 * given up later, never read as "done" or "not there".
 */
export function classify(error: unknown, now: Date): GitHubError {
  if (error instanceof GitHubError) return error;
  const failure = read(error);
  if (failure.status !== null) return classifyStatus(failure, failure.status, now);
  if (failure.errors.length > 0) return classifyGraphql(failure, now);
  return new Transient(failure.message, null, error);
}
