import { type Credentials, readCredentials } from './credentials.ts';
import { EnvironmentError, type VariableProblem } from './environment-error.ts';
import { type GitHubHost, isLoopbackAddress, readGitHubHost } from './github-host.ts';
import { createVariables, type RawEnvironment, type Variables } from './variables.ts';

export type { RawEnvironment } from './variables.ts';

/** Content writes a minute and installation: GitHub's own limit is 80, we stay well below it. */
const WRITES_PER_MINUTE_DEFAULT = 20;
const WRITES_PER_MINUTE_MAX = 60;
/** GitHub's own limit is 500 content creations an hour. */
const WRITES_PER_HOUR_MAX = 400;
/** GitHub asks for at least one second between writes. */
const WRITE_GAP_DEFAULT_MS = 1_000;
const PORT_DEFAULT = 3_000;
const PORT_MAX = 65_535;
/** Ten years either way: enough for any story, small enough to stay within dates. */
const CLOCK_OFFSET_MAX_S = 315_360_000;

const ROLES = ['all', 'web', 'worker'] as const;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const LOG_FORMATS = ['pretty', 'json'] as const;

/** How fast content may be written, for each installation. */
export interface WriteLimits {
  perMinute: number;
  /** null: no hourly cap, only against a GitHub on loopback */
  perHour: number | null;
  gapMs: number;
}

/** All that the process takes from its environment, checked. */
export interface Environment {
  credentials: Credentials;
  github: GitHubHost;
  webhookPath: string;
  webhookProxyUrl: string | null;
  /** address to listen on, without brackets */
  host: string;
  /** 0: any free port */
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  logFormat: (typeof LOG_FORMATS)[number];
  /** sign-in to the dashboard; null: not configured */
  oauth: { clientId: string; clientSecret: string } | null;
  /** null: the embedded database in `dataDir` */
  databaseUrl: string | null;
  dataDir: string;
  role: (typeof ROLES)[number];
  /** origin without a trailing slash, `https://fullcircle.example.org` */
  publicUrl: string | null;
  /** null: generated and stored */
  sessionSecret: string | null;
  /** null: outside channels answer 503 */
  intakeSecret: string | null;
  /** nothing is sent, everything is recorded */
  shadow: boolean;
  writeLimits: WriteLimits;
  /** the optional language model; null: not configured */
  judge: { url: string; model: string; apiKey: string | null } | null;
  dashboardOpen: boolean;
  /** shifts schedules and stored times, never tokens */
  clockOffsetS: number;
  /** what is not configured, one sentence each, for `/readyz` and `doctor` */
  notes: string[];
}

/**
 * Reads and checks every variable of the process; the only place that looks at `process.env`.
 * Throws one EnvironmentError that names every bad variable, never a value.
 */
export function readEnvironment(env: RawEnvironment = process.env): Environment {
  const problems: VariableProblem[] = [];
  const variables = createVariables(env, problems);
  const github = readGitHubHost(variables);
  const host = (variables.text('HOST') ?? 'localhost').replace(/^\[|\]$/g, '');
  const oauth = readPair(variables, 'GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET');
  const judge = readJudge(variables);
  const environment: Environment = {
    credentials: readCredentials(variables),
    github,
    webhookPath: readWebhookPath(variables),
    webhookProxyUrl: variables.url('WEBHOOK_PROXY_URL'),
    host,
    port: variables.integer('PORT', { min: 0, max: PORT_MAX }) ?? PORT_DEFAULT,
    logLevel: variables.word('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    logFormat: variables.word('LOG_FORMAT', LOG_FORMATS) ?? 'pretty',
    oauth: oauth === null ? null : { clientId: oauth[0], clientSecret: oauth[1] },
    databaseUrl: readDatabaseUrl(variables),
    dataDir: variables.text('DATA_DIR') ?? '.fullcircle',
    role: variables.word('ROLE', ROLES) ?? 'all',
    publicUrl: readPublicUrl(variables),
    sessionSecret: variables.secret('SESSION_SECRET'),
    intakeSecret: variables.secret('INTAKE_SECRET'),
    shadow: variables.flag('SHADOW'),
    writeLimits: readWriteLimits(variables, github),
    judge,
    dashboardOpen: readDashboardOpen(variables, host),
    clockOffsetS: readClockOffsetS(variables, github),
    notes: [],
  };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return { ...environment, notes: notesOf(environment) };
}

/** What reading commands (`analyze`) need: where GitHub is and a token; everything else may be wrong or missing. */
export function readAnalysisEnvironment(env: RawEnvironment = process.env): {
  github: GitHubHost;
  token: string | null;
} {
  const problems: VariableProblem[] = [];
  const variables = createVariables(env, problems);
  const read = { github: readGitHubHost(variables), token: variables.text('GITHUB_TOKEN') };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return read;
}

function readWebhookPath(variables: Variables): string {
  const path = variables.text('WEBHOOK_PATH') ?? '/api/github/webhooks';
  if (!/^\/[\w./~-]*$/.test(path) || path === '/') {
    variables.refuse(
      'WEBHOOK_PATH',
      'is not a path',
      'set something like /api/github/webhooks, or leave it out',
    );
  }
  return path;
}

function readDatabaseUrl(variables: Variables): string | null {
  const text = variables.text('DATABASE_URL');
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPostgres = url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
  if (!isPostgres || url.pathname.length < 2) {
    variables.refuse(
      'DATABASE_URL',
      'is not an address of a Postgres database',
      'set postgres://USER:PASSWORD@HOST:5432/NAME (special characters percent-encoded), or leave it out for the embedded database',
    );
  }
  return text;
}

function readPublicUrl(variables: Variables): string | null {
  const text = variables.url('PUBLIC_URL');
  if (text === null) return null;
  const url = new URL(text);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    variables.refuse(
      'PUBLIC_URL',
      'has more than a host',
      'set the origin only, like https://fullcircle.example.org',
    );
  }
  return url.origin;
}

function readWriteLimits(variables: Variables, github: GitHubHost): WriteLimits {
  if (github.loopback) {
    const perMinute = variables.number('WRITES_PER_MINUTE', { above: 0 });
    return {
      perMinute: perMinute ?? WRITES_PER_MINUTE_DEFAULT,
      perHour: perMinute === null ? WRITES_PER_HOUR_MAX : null,
      gapMs: variables.number('WRITE_GAP_MS', { min: 0 }) ?? WRITE_GAP_DEFAULT_MS,
    };
  }
  refuseOutsideLoopback(variables, 'WRITE_GAP_MS');
  return {
    perMinute:
      variables.integer('WRITES_PER_MINUTE', { min: 1, max: WRITES_PER_MINUTE_MAX }) ??
      WRITES_PER_MINUTE_DEFAULT,
    perHour: WRITES_PER_HOUR_MAX,
    gapMs: WRITE_GAP_DEFAULT_MS,
  };
}

function readClockOffsetS(variables: Variables, github: GitHubHost): number {
  if (!github.loopback) {
    refuseOutsideLoopback(variables, 'CLOCK_OFFSET_S');
    return 0;
  }
  return variables.number('CLOCK_OFFSET_S', { min: -CLOCK_OFFSET_MAX_S, max: CLOCK_OFFSET_MAX_S }) ?? 0;
}

function refuseOutsideLoopback(variables: Variables, name: string): void {
  if (variables.text(name) === null) return;
  variables.refuse(name, 'counts only while GHE_HOST is a loopback address', 'leave it out');
}

function readDashboardOpen(variables: Variables, host: string): boolean {
  const open = variables.flag('DASHBOARD_OPEN');
  if (open && !isLoopbackAddress(host)) {
    variables.refuse(
      'DASHBOARD_OPEN',
      'is accepted only when the app listens on a loopback address',
      'set HOST=127.0.0.1, or leave it out and sign in',
    );
  }
  return open;
}

function readJudge(variables: Variables): Environment['judge'] {
  const url = variables.url('JUDGE_URL');
  const model = variables.text('JUDGE_MODEL');
  if (url === null) return null;
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && !isLoopbackAddress(hostname)) {
    variables.refuse(
      'JUDGE_URL',
      'is neither https nor on this machine',
      'set an https address, or http with a loopback address, so that texts travel encrypted',
    );
  }
  if (username !== '' || password !== '') {
    variables.refuse('JUDGE_URL', 'has a user or a password in it', 'put the key in JUDGE_API_KEY');
  }
  if (model === null) return null;
  return { url, model, apiKey: variables.text('JUDGE_API_KEY') };
}

function readPair(variables: Variables, first: string, second: string): [string, string] | null {
  const pair = [variables.text(first), variables.text(second)] as const;
  return pair[0] === null || pair[1] === null ? null : [pair[0], pair[1]];
}

function notesOf(environment: Environment): string[] {
  const notes: string[] = [];
  if (environment.oauth === null && !environment.dashboardOpen) {
    notes.push(
      'GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET are not both set: sign-in to the dashboard answers 503.',
    );
  }
  if (environment.intakeSecret === null) {
    notes.push('INTAKE_SECRET is not set: signals from outside channels answer 503.');
  }
  if (environment.judge === null) {
    notes.push(
      'JUDGE_URL and JUDGE_MODEL are not both set: no language model is asked, whatever a config says.',
    );
  }
  if (environment.databaseUrl === null && environment.role !== 'all') {
    notes.push('DATABASE_URL is not set: the embedded database serves one process only.');
  }
  if (environment.shadow) notes.push('SHADOW is 1: effects are recorded, nothing is sent.');
  return notes;
}
