import pino, { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export interface LogOptions {
  level: (typeof LOG_LEVELS)[number];
  /** `json`: one object a line; `pretty`: for a terminal */
  format: 'json' | 'pretty';
  /** default: standard output */
  destination?: DestinationStream;
}

/** Lines that wait where they cannot be written; what comes then is lost. */
const WAITING_BYTES_MAX = 1 << 20;

/**
 * A file that is open for writing, standard output by default. Where it cannot be written to, as on a full disk, lines are
 * lost and the process goes on.
 */
export function logFile(fd = 1): DestinationStream {
  const file = pino.destination({ dest: fd, maxLength: WAITING_BYTES_MAX });
  // Without somebody who listens the process would end by it.
  file.on('error', () => {});
  return file;
}

/**
 * Structured logs that cannot tell a secret: fields that hold payloads, texts of people, keys or signatures are left
 * out whatever code logs them (Probot logs whole deliveries), errors are cut down to what explains them, and whatever
 * still looks like a token is replaced in the finished line.
 */
export function createLog(options: LogOptions): Logger {
  const destination = options.destination ?? logFile();
  const pretty = options.format === 'pretty';
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => withoutSecrets(fields, 0),
      },
      // Errors were explained by `log` already; pino's own serializer would copy what libraries hang on them.
      serializers: { err: (error: unknown) => error },
    },
    { write: (line) => destination.write(redacted(pretty ? readable(line) : line)) },
  );
  const { child } = log;
  // Children inherit this: pino gives their own fields to no formatter.
  Object.assign(log, {
    child(this: Logger, fields: Bindings, childOptions?: ChildLoggerOptions): Logger {
      return Reflect.apply(child, this, [withoutSecrets(fields, 0), childOptions]);
    },
  });
  return log;
}

/** Names of fields that are never logged, in lower case without `-` and `_`. */
const SECRET_FIELDS = new Set(
  (
    'payload body rawbody text title event request headers signature xhubsignature xhubsignature256 authorization auth ' +
    'token accesstoken secret webhooksecret clientsecret privatekey pem password cookie setcookie apikey params parameters'
  ).split(' '),
);

/** Deeper than this nothing is logged: fields are meant to be flat. */
const FIELD_DEPTH_MAX = 3;

function withoutSecrets(fields: object, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (SECRET_FIELDS.has(name.toLowerCase().replace(/[-_]/g, ''))) continue;
    if (value instanceof Error) kept[name] = explained(value);
    else if (value === null || typeof value !== 'object' || value instanceof Date) kept[name] = value;
    else if (Array.isArray(value)) kept[name] = value.filter((entry) => typeof entry !== 'object');
    else if (depth < FIELD_DEPTH_MAX) kept[name] = withoutSecrets(value, depth + 1);
  }
  return kept;
}

/** A chain of causes longer than this is a loop. */
const CAUSES_MAX = 5;

/** What explains an error; libraries hang requests, responses and whole deliveries on theirs. */
function explained(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? '[object]' : error;
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    stack: error.stack,
    ...(error.cause !== undefined && depth < CAUSES_MAX ? { cause: explained(error.cause, depth + 1) } : {}),
  };
}

/** GitHub's tokens, JSON Web Tokens, signatures, PEM keys, passwords inside of addresses. */
const TOKENS =
  /\b(?:gh[pousr]_|github_pat_|whsec_)[\w+/=-]{10,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\bsha256=[0-9a-f]{64}\b|-----BEGIN [A-Z ]+-----[^"]*?-----END [A-Z ]+-----|(?<=:\/\/[^\s:/@"]{0,64}:)[^\s@/"]{1,128}(?=@)/g;

function redacted(line: string): string {
  return line.replace(TOKENS, '[redacted]');
}

/** What a terminal would obey, or take for the end of the line. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text of whatever origin as part of one line. */
function inOneLine(text: string): string {
  return text.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `12:00:00 INFO message name=value`, and the stack below, whose lines cannot be taken for ones of the log. */
function readable(line: string): string {
  // Our own line, written by pino a moment ago.
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${inOneLine(JSON.stringify(value))}`);
  const stack =
    typeof err === 'object' && err !== null && 'stack' in err
      ? String(err.stack)
          .split('\n')
          .map((each) => `\n    ${inOneLine(each)}`)
          .join('')
      : '';
  const clock = String(time).slice(11, 19);
  return `${clock} ${String(level).toUpperCase().padEnd(5)} ${inOneLine(String(msg ?? ''))}${fields.join('')}${stack}\n`;
}
