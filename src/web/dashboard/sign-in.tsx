import { createHash, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Logger } from '../log.ts';
import { SIGN_IN_CALLBACK_PATH } from '../manifest.ts';
import type { WebApp } from '../server.ts';
import { requestBase, sameKey } from '../setup-access.ts';
import { GitHubAway, type PersonApi, type PersonToken, SignedOut } from './person.ts';
import type { Seal } from './seal.ts';
import { Shell } from './shell.tsx';

export type WebContext = Context<{ Bindings: HttpBindings }>;

/** Nobody needs longer to agree. */
const SIGNING_IN_S = 10 * 60;
const RANDOM_BYTES = 32;
/** A token and a path at most. */
export const FORM_BYTES_MAX = 16 * 1024;

/** What a browser carries, sealed: nobody but us can read or make it. */
const sessionShape = z.object({
  /** names the session in memory and in forms */
  id: z.string(),
  login: z.string(),
  /** GitHub's number of the person */
  personId: z.number(),
  token: z.string(),
  /** ms since the epoch, by the machine's clock */
  until: z.number(),
});
export type Session = z.infer<typeof sessionShape>;

const signingInShape = z.object({
  state: z.string(),
  verifier: z.string(),
  to: z.string(),
  until: z.number(),
});

export interface SignInOptions {
  api: PersonApi;
  seal: Seal;
  publicUrl: string | null;
  log: Logger;
}

/** The pages of signing in and out. */
export function addSignIn(app: WebApp, { api, seal, publicUrl, log }: SignInOptions): void {
  app.get('/auth/sign-in', (context) => {
    const base = baseOf(context, publicUrl);
    if (base === null) return context.text('The Host header names no host. Set PUBLIC_URL.', 400);
    const [state, verifier] = [random(), random()];
    const until = Date.now() + SIGNING_IN_S * 1000;
    const value = { state, verifier, to: localPath(context.req.query('to') ?? '/'), until };
    setCookie(context, cookieName('signing-in', base), seal.close('signing-in', value), {
      ...cookieOptions(base),
      maxAge: SIGNING_IN_S,
    });
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return context.redirect(
      api.authorizeUrl({ redirectUri: base + SIGN_IN_CALLBACK_PATH, state, challenge }),
    );
  });

  app.get(SIGN_IN_CALLBACK_PATH, async (context) => {
    const base = baseOf(context, publicUrl);
    if (base === null) return context.text('The Host header names no host. Set PUBLIC_URL.', 400);
    const name = cookieName('signing-in', base);
    const begun = signingInShape.safeParse(seal.open('signing-in', getCookie(context, name) ?? ''));
    deleteCookie(context, name, cookieOptions(base));
    const { code = '', state = '' } = context.req.query();
    if (!begun.success || begun.data.until < Date.now() || !sameKey(state, begun.data.state) || code === '') {
      return context.html(<NotSignedIn text="This sign-in was not begun here, or took too long." />, 400);
    }
    const redirectUri = base + SIGN_IN_CALLBACK_PATH;
    const found = await whoIs(api, { code, verifier: begun.data.verifier, redirectUri });
    if (typeof found === 'string') {
      log.warn({ reason: found }, 'Somebody could not sign in to the dashboard');
      return context.html(<NotSignedIn text={found} />, 502);
    }
    const { login, personId, token, lifeS } = found;
    const session: Session = { id: random(), login, personId, token, until: Date.now() + lifeS * 1000 };
    setCookie(context, cookieName('session', base), seal.close('session', session), {
      ...cookieOptions(base),
      maxAge: Math.floor(lifeS),
    });
    log.info('Somebody signed in to the dashboard');
    return context.redirect(begun.data.to);
  });

  app.post('/auth/sign-out', bodyLimit({ maxSize: FORM_BYTES_MAX }), async (context) => {
    const session = sessionOf(context, seal, publicUrl);
    const { csrf } = await context.req.parseBody();
    if (session !== null && !isOwnForm(context, seal, session.id, csrf))
      return context.text('This form was not made here.', 403);
    forgetSession(context, publicUrl);
    return context.html(
      <Shell title="Signed out" viewer={null}>
        <h1>Signed out</h1>
        <p>
          <a href="/">Sign in again</a>
        </p>
      </Shell>,
    );
  });
}

/** Who came back from GitHub, or why that is not known. */
async function whoIs(
  api: PersonApi,
  got: { code: string; verifier: string; redirectUri: string },
): Promise<(PersonToken & { login: string; personId: number }) | string> {
  try {
    const token = await api.exchange(got);
    if (token === null) return 'GitHub did not confirm it.';
    const { id: personId, login } = await api.user(token.token);
    return { ...token, login, personId };
  } catch (error) {
    if (error instanceof GitHubAway || error instanceof SignedOut) return `${error.message}.`;
    throw error;
  }
}

/** Who is signed in; null: nobody, or not any more. */
export function sessionOf(context: WebContext, seal: Seal, publicUrl: string | null): Session | null {
  const base = baseOf(context, publicUrl);
  if (base === null) return null;
  const sealed = getCookie(context, cookieName('session', base)) ?? '';
  const found = sessionShape.safeParse(seal.open('session', sealed));
  return found.success && found.data.until > Date.now() ? found.data : null;
}

export function forgetSession(context: WebContext, publicUrl: string | null): void {
  const base = baseOf(context, publicUrl);
  if (base !== null) deleteCookie(context, cookieName('session', base), cookieOptions(base));
}

/** For the forms of one session. */
export function csrfOf(seal: Seal, sessionId: string): string {
  return seal.proof(`form:${sessionId}`);
}

/** Whether a form was sent from a page of ours by the same person: https://owasp.org/www-community/attacks/csrf */
export function isOwnForm(context: WebContext, seal: Seal, sessionId: string, csrf: unknown): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return typeof csrf === 'string' && seal.isProof(`form:${sessionId}`, csrf);
}

function baseOf(context: WebContext, publicUrl: string | null): string | null {
  return publicUrl ?? requestBase(context.env.incoming);
}

/** With the prefix a browser takes it from nobody but this very host: RFC 6265bis, 4.1.3.2. */
function cookieName(what: string, base: string): string {
  return `${base.startsWith('https:') ? '__Host-' : ''}fullcircle-${what}`;
}

function cookieOptions(base: string) {
  return {
    path: '/',
    httpOnly: true,
    secure: base.startsWith('https:'),
    // GitHub sends the browser back with a link, which Lax lets through and Strict does not.
    sameSite: 'Lax' as const,
  };
}

/** A path of our own: whatever leads elsewhere leads to the beginning. */
function localPath(to: string): string {
  const here = 'http://here.invalid';
  const isPath = to.startsWith('/') && URL.canParse(to, here) && new URL(to, here).origin === here;
  return isPath && !/[\\\s]/.test(to) ? to : '/';
}

function random(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

function NotSignedIn({ text }: { text: string }) {
  return (
    <Shell title="Not signed in" viewer={null}>
      <h1>Not signed in</h1>
      <p>{text}</p>
      <p>
        <a href="/auth/sign-in">Try again</a>
      </p>
    </Shell>
  );
}
