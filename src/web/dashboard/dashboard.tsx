import type { GitHubHost } from '../../config/github-host.ts';
import type { Account } from '../../loop/vocabulary.ts';
import type { Store } from '../../store/store.ts';
import type { Logger } from '../log.ts';
import { INSTALLED_PATH } from '../manifest.ts';
import type { WebApp } from '../server.ts';
import { type Access, accessOf } from './access.ts';
import { notHere, problem, served, stillWorking } from './answers.tsx';
import { addArrival } from './arrival.tsx';
import type { Figures } from './figures.ts';
import { addForms } from './forms.ts';
import { createKept, StillWorking } from './kept.ts';
import { numberOf, type PageRequest, type TabPath } from './page.ts';
import { createPersonApi, GitHubAway, SignedOut } from './person.ts';
import { createReach } from './reach.ts';
import { createSeal } from './seal.ts';
import { Shell } from './shell.tsx';
import { addSignIn, forgetSession, type WebContext } from './sign-in.tsx';
import { styleSheet } from './style.ts';
import { cluster } from './views/cluster.tsx';
import { clusters } from './views/clusters.tsx';
import { config } from './views/config.tsx';
import { deliveries } from './views/deliveries.tsx';
import { help } from './views/help.tsx';
import { metrics } from './views/metrics.tsx';
import { outbox } from './views/outbox.tsx';
import { overview } from './views/overview.tsx';
import { precision } from './views/precision.tsx';
import { privacy } from './views/privacy.tsx';
import { welcome } from './views/welcome.tsx';

export interface DashboardOptions {
  store: Store;
  clock: { now(): Date };
  log: Logger;
  figures: Figures;
  github: Pick<GitHubHost, 'webUrl' | 'apiUrl'>;
  /** null: nobody can sign in */
  oauth: { clientId: string; clientSecret: string } | null;
  /** whether the dashboard is open to whoever uses this machine */
  open: boolean;
  publicUrl: string | null;
  sessionSecret: string;
  /** nothing is sent */
  shadow: boolean;
  /** as whom whoever uses this machine decides where it is open; null: as nobody, so that nothing is decided */
  openAs: Account | null;
  /** deliveries are due */
  onStored(): void;
}

const YEAR_S = 365 * 24 * 60 * 60;

/** Which view is at which path below an installation. */
const VIEWS: readonly { path: string; tab: TabPath; serve: ReturnType<typeof served> }[] = [
  { path: '', tab: '', serve: served(overview) },
  { path: '/clusters', tab: 'clusters', serve: served(clusters) },
  { path: '/clusters/:cluster', tab: 'clusters', serve: served(cluster) },
  { path: '/metrics', tab: 'metrics', serve: served(metrics) },
  { path: '/help', tab: 'help', serve: served(help) },
  { path: '/outbox', tab: 'outbox', serve: served(outbox) },
  { path: '/deliveries', tab: 'deliveries', serve: served(deliveries) },
  { path: '/config', tab: 'config', serve: served(config) },
  { path: '/precision', tab: 'precision', serve: served(precision) },
  { path: '/privacy', tab: 'privacy', serve: served(privacy) },
  { path: '/welcome', tab: 'welcome', serve: served(welcome) },
];

/** The dashboard: pages of each installation, signing in, the style sheet. */
export function addDashboard(app: WebApp, options: DashboardOptions): void {
  const { store, clock, log, github, oauth, open, publicUrl, shadow } = options;
  const seal = createSeal(options.sessionSecret);
  const api = oauth === null ? null : createPersonApi(github, oauth);
  const reach = api === null ? null : createReach(api);
  const { host } = new URL(github.webUrl);
  const asked = (installationId: number, visible: readonly number[]) => {
    return { installationId, visible, asOf: clock.now(), host };
  };
  const insights = createKept((id, visible) => options.figures.insight(asked(id, visible)));
  const welcomes = createKept((id, visible) => options.figures.welcome(asked(id, visible)));
  const access = { store, seal, reach, open, openAs: options.openAs, publicUrl };

  app.get('/assets/:file', (context) => {
    const { path, text } = styleSheet();
    if (context.req.path !== path) return context.notFound();
    return context.body(text, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': `public, max-age=${YEAR_S}, immutable`,
    });
  });

  for (const path of ['/', '/i/*', '/auth/*', INSTALLED_PATH]) {
    app.use(path, async (context, next) => {
      await next();
      context.header('cache-control', 'no-store');
    });
  }
  if (api !== null) addSignIn(app, { api, seal, publicUrl, log });

  /** Answers with what `show` makes of the access, or with why there is none. */
  async function withAccess(
    context: WebContext,
    show: (access: Access) => Promise<Response>,
  ): Promise<Response> {
    const own = accessOf(context, access);
    if (own === null) return noAccess(context);
    try {
      return await show(own);
    } catch (error) {
      if (error instanceof SignedOut) {
        forgetSession(context, publicUrl);
        return noAccess(context);
      }
      if (error instanceof GitHubAway) {
        log.warn({ err: error }, 'GitHub does not say what somebody may see');
        return problem(context, own.viewer, 503, 'GitHub does not answer', GITHUB_AWAY);
      }
      if (error instanceof StillWorking) return stillWorking(context, own.viewer);
      throw error;
    }
  }

  function noAccess(context: WebContext): Response | Promise<Response> {
    const asksData = ['json', 'csv'].includes(context.req.query('format') ?? '');
    if (api === null)
      return problem(context, null, 503, 'Nobody can sign in', open ? OPEN_HERE_ONLY : NO_SIGN_IN);
    if (asksData || context.req.method !== 'GET') return context.json({ error: 'Sign in first.' }, 401);
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`/auth/sign-in?to=${encodeURIComponent(pathname + search)}`);
  }

  async function requestFor(
    context: WebContext,
    own: Access,
    id: number | null,
  ): Promise<PageRequest | null> {
    const installation = (await own.installations()).find((each) => each.id === id);
    if (installation === undefined) return null;
    const tenant = store.forInstallation(installation.id);
    const all = await tenant.repositories();
    const { visible, triage, admin } = await own.reading(installation.id, all);
    const shown = new Set(visible);
    // The first look shows a weekly issue, which tells of every public repository.
    const published = all.filter((each) => !each.private).map((each) => each.id);
    const parameters: Record<string, string> = context.req.param();
    return {
      installation,
      tenant,
      store,
      repositories: all.filter((each) => shown.has(each.id)),
      visible,
      triage,
      person: own.person,
      admin,
      shadow,
      now: clock.now(),
      webUrl: github.webUrl,
      csrf: own.csrf,
      query: (name) => parameters[name] ?? context.req.query(name) ?? '',
      insight: () => insights.of(installation.id, visible),
      welcome: () => welcomes.of(installation.id, visible, published),
    };
  }

  for (const { path, tab, serve } of VIEWS) {
    app.get(`/i/:installation${path}`, (context) =>
      withAccess(context, async (own) => {
        const page = await requestFor(context, own, numberOf(context.req.param('installation')));
        return page === null ? notHere(context, own.viewer) : serve(context, own, page, tab);
      }),
    );
  }

  app.get('/', (context) =>
    withAccess(context, async (own) => {
      const all = await own.installations();
      const [only] = all;
      if (only === undefined || all.length > 1) return context.html(<Installations all={all} own={own} />);
      const page = await requestFor(context, own, only.id);
      return page === null ? notHere(context, own.viewer) : served(overview)(context, own, page, '');
    }),
  );

  addArrival(app, withAccess);
  addForms(app, { store, clock, log, onStored: options.onStored, withAccess, requestFor });
}

const NO_SIGN_IN =
  'Sign-in to the dashboard is not configured. Set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET to those of the GitHub App, or, to look at it on the machine itself, HOST=127.0.0.1 and DASHBOARD_OPEN=1; then restart.';
const OPEN_HERE_ONLY =
  'This dashboard is open on the machine itself alone: ask for it by http://localhost or http://127.0.0.1 there. For everybody else set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET, and restart.';
const GITHUB_AWAY =
  'What you may see is asked of GitHub, and GitHub does not answer now. Try again in a minute.';
function Installations({ all, own }: { all: readonly { id: number; login: string }[]; own: Access }) {
  return (
    <Shell title="Installations" viewer={own.viewer} csrf={own.csrf}>
      <h1>Installations</h1>
      {all.length === 0 && <p>The app is not installed anywhere that you may see.</p>}
      <ul>
        {all.map(({ id, login }) => (
          <li>
            <a href={`/i/${id}`}>{login}</a>
          </li>
        ))}
      </ul>
    </Shell>
  );
}
