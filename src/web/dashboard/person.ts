import { z } from 'zod';
import type { GitHubHost } from '../../config/github-host.ts';

/** GitHub refuses the token: it ended, or the person took it back. */
export class SignedOut extends Error {
  override name = 'SignedOut';
}

/** GitHub does not answer as it should; later it may. */
export class GitHubAway extends Error {
  override name = 'GitHubAway';
}

/** A page waits for it. */
const TIMEOUT_MS = 10_000;
const PER_PAGE = 100;
/** 5,000 repositories; what comes after is not shown to anybody. */
const PAGES_MAX = 50;
/** GitHub's tokens of people live for eight hours; those without an end are not kept for longer. */
const TOKEN_LIFE_MAX_S = 8 * 60 * 60;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
});
const userAnswer = z.object({ id: z.number(), login: z.string() });
const installationsAnswer = z.object({ installations: z.array(z.object({ id: z.number() })) });
const repositoriesAnswer = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      permissions: z
        .object({
          admin: z.boolean().default(false),
          push: z.boolean().default(false),
          triage: z.boolean().default(false),
          pull: z.boolean().default(true),
        })
        .optional(),
    }),
  ),
});

export interface PersonToken {
  token: string;
  lifeS: number;
}

/** A repository that a person may read. */
export interface Readable {
  id: number;
  admin: boolean;
  /** triage permission or more */
  triage: boolean;
}

/** GitHub as it answers a person who signed in. Throws SignedOut and GitHubAway. */
export interface PersonApi {
  /** Where the browser is sent to agree. */
  authorizeUrl(ask: { redirectUri: string; state: string; challenge: string }): string;
  /** Null where the code is not good (any more). */
  exchange(got: { code: string; verifier: string; redirectUri: string }): Promise<PersonToken | null>;
  user(token: string): Promise<{ id: number; login: string }>;
  /** Installations of the app that have to do with the person. */
  installations(token: string): Promise<number[]>;
  /** Repositories of an installation that the person may read; none where it is not theirs. */
  repositories(token: string, installationId: number): Promise<Readable[]>;
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app */
export function createPersonApi(
  { webUrl, apiUrl }: Pick<GitHubHost, 'webUrl' | 'apiUrl'>,
  oauth: { clientId: string; clientSecret: string },
): PersonApi {
  async function get(path: string, token: string): Promise<Response> {
    const answer = await ask(`${apiUrl}${path}`, {
      headers: { ...HEADERS, authorization: `Bearer ${token}` },
    });
    if (answer.status === 401) throw new SignedOut('GitHub refuses the token of the session');
    return answer;
  }

  async function all<T>(path: string, token: string, read: (body: unknown) => T[]): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const answer = await get(`${path}?per_page=${PER_PAGE}&page=${page}`, token);
      // Not theirs, or not there.
      if (answer.status === 403 || answer.status === 404) {
        if (isLimit(answer)) throw new GitHubAway('GitHub’s limit for this person is reached');
        return found;
      }
      const some = read(await json(answer));
      found.push(...some);
      if (some.length < PER_PAGE) break;
    }
    return found;
  }

  return {
    authorizeUrl({ redirectUri, state, challenge }) {
      const query = new URLSearchParams({
        client_id: oauth.clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
      return `${webUrl}/login/oauth/authorize?${query}`;
    },
    async exchange({ code, verifier, redirectUri }) {
      const answer = await ask(`${webUrl}/login/oauth/access_token`, {
        method: 'POST',
        headers: { ...HEADERS, accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: oauth.clientId,
          client_secret: oauth.clientSecret,
          code,
          code_verifier: verifier,
          redirect_uri: redirectUri,
        }),
      });
      // GitHub answers mistakes with 200.
      const got = tokenAnswer.safeParse(await json(answer));
      if (!got.success) return null;
      const { access_token: token, expires_in: lifeS = TOKEN_LIFE_MAX_S } = got.data;
      return { token, lifeS: Math.min(lifeS, TOKEN_LIFE_MAX_S) };
    },
    user: async (token) => parsed(userAnswer, await json(await get('/user', token))),
    installations: (token) =>
      all('/user/installations', token, (body) =>
        parsed(installationsAnswer, body).installations.map(({ id }) => id),
      ),
    repositories: (token, installationId) =>
      all(`/user/installations/${installationId}/repositories`, token, (body) =>
        parsed(repositoriesAnswer, body).repositories.flatMap(({ id, permissions }) =>
          permissions?.pull === false ? [] : [{ id, ...rightsOf(permissions) }],
        ),
      ),
  };
}

/** What GitHub does not tell is not given. */
function rightsOf(
  permissions: { admin: boolean; push: boolean; triage: boolean } | undefined,
): Omit<Readable, 'id'> {
  const { admin = false, push = false, triage = false } = permissions ?? {};
  return { admin, triage: admin || push || triage };
}

const HEADERS = {
  accept: 'application/vnd.github+json',
  'user-agent': 'fullcircle',
  'x-github-api-version': '2022-11-28',
};

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new GitHubAway('GitHub cannot be reached', { cause });
  }
}

async function json(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new GitHubAway(`GitHub answered ${answer.status}`);
  try {
    return await answer.json();
  } catch (cause) {
    throw new GitHubAway('GitHub’s answer is no JSON', { cause });
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (!read.success) throw new GitHubAway('GitHub’s answer is not what it is documented to be');
  return read.data;
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isLimit({ headers }: Response): boolean {
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after');
}
