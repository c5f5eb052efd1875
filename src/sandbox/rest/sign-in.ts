import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { coveredBy } from '../actions/installations.ts';
import { profileJson } from '../shapes/account.ts';
import { installationJson } from '../shapes/installation.ts';
import { repositoryJson } from '../shapes/repository.ts';
import type { Scene } from '../webhooks/announce.ts';
import { atLeast, roleOf } from '../world/access.ts';
import type { Account, Installation, Repository } from '../world/model.ts';
import { ApiError, type Call, notFound, numberParam, ok, type PlainRoute, paged } from './api.ts';
import type { Grants } from './grants.ts';

/** A user token lives eight hours, as those of GitHub Apps do. */
const USER_TOKEN_LIFE_S = 8 * 3_600;

/** Who sits at the browser, and what was asked for with each code. */
export interface SignIn {
  /** the person who agrees to everything; null: nobody is signed in */
  person: Account | null;
  codes: Map<string, { account: Account; challenge: string | null }>;
}

/**
 * The website's side of signing in: `/login/oauth/authorize` sends the browser straight back, as somebody who
 * has agreed before; `/login/oauth/access_token` changes the code into a token, once.
 */
export function signInPages(signIn: SignIn, grants: Grants): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/login/oauth/authorize', (c) => {
    const back = c.req.query('redirect_uri');
    if (!signIn.person) return c.text('Sign in to GitHub', 401);
    if (!back) return c.text('no redirect_uri', 400);
    const code = createHash('sha256').update(`code ${signIn.codes.size}`).digest('hex').slice(0, 20);
    signIn.codes.set(code, { account: signIn.person, challenge: c.req.query('code_challenge') ?? null });
    const url = new URL(back);
    url.searchParams.set('code', code);
    const state = c.req.query('state');
    if (state !== undefined) url.searchParams.set('state', state);
    return c.redirect(url.href);
  });
  app.post('/login/oauth/access_token', async (c) => {
    const sent: Record<string, unknown> = await (/json/.test(c.req.header('content-type') ?? '')
      ? c.req.json()
      : c.req.parseBody());
    const code = String(sent.code ?? '');
    const asked = signIn.codes.get(code);
    const verifier = typeof sent.code_verifier === 'string' ? sent.code_verifier : '';
    const fits =
      asked?.challenge == null ||
      createHash('sha256').update(verifier).digest('base64url') === asked.challenge;
    if (!asked || !fits || !sent.client_id || !sent.client_secret) {
      // GitHub answers mistakes with 200.
      return c.json({
        error: 'bad_verification_code',
        error_description: 'The code passed is incorrect or expired.',
      });
    }
    signIn.codes.delete(code);
    return c.json({
      access_token: grants.issueForUser(asked.account),
      expires_in: USER_TOKEN_LIFE_S,
      token_type: 'bearer',
      scope: '',
    });
  });
  return app;
}

/** What a signed-in person may ask for. */
export const userRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: '/user',
    needs: { auth: 'user' },
    handle: (call) => ok(profileJson(call.scene.world, call.actor.account)),
  },
  {
    method: 'GET',
    path: '/user/installations',
    needs: { auth: 'user' },
    handle: (call) => {
      const { world } = call.scene;
      const mine = world.installations.filter((each) => readable(call, each).length > 0);
      return paged(call, mine, (each) => installationJson(world, each), {
        wrap: (page, total) => ({ total_count: total, installations: page }),
      });
    },
  },
  {
    method: 'GET',
    path: '/user/installations/{installation_id}/repositories',
    needs: { auth: 'user' },
    handle: (call) => {
      const { world } = call.scene;
      const id = numberParam(call, 'installation_id');
      const installation = world.installations.find((each) => each.id === id);
      if (!installation) throw notFound();
      const repositories = readable(call, installation);
      if (repositories.length === 0) throw new ApiError(403, 'You do not have access to this installation.');
      return paged(call, repositories, (each) => withPermissions(call, each), {
        wrap: (page, total) => ({
          total_count: total,
          repository_selection: installation.selection,
          repositories: page,
        }),
      });
    },
  },
];

/** What the person may do there goes with each repository. */
function withPermissions({ scene: { world }, actor }: Call, repository: Repository) {
  const role = roleOf(world, repository, actor.account);
  const levels = {
    pull: 'read',
    triage: 'triage',
    push: 'write',
    maintain: 'maintain',
    admin: 'admin',
  } as const;
  const permissions = Object.entries(levels).map(([name, needed]) => [name, atLeast(role, needed)]);
  return { ...repositoryJson(world, repository), permissions: Object.fromEntries(permissions) };
}

/**
 * The repositories of an installation that somebody has to do with: all private ones they may read, and the
 * public ones only if they have a role of their own there or belong to the owner.
 */
function readable(call: Call, installation: Installation): Repository[] {
  const { scene, actor } = call;
  return coveredBy(scene, installation).filter((repository) => isInvolved(scene, repository, actor.account));
}

function isInvolved(scene: Scene, repository: Repository, account: Account): boolean {
  const { world } = scene;
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  const own =
    account === repository.owner ||
    repository.roles.has(account) ||
    organization?.members.has(account) === true ||
    [...repository.teamRoles.keys()].some((team) => team.members.has(account));
  return own && atLeast(roleOf(world, repository, account), 'read');
}
