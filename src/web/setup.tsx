import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import {
  type AppCredentials,
  ConversionFailed,
  convertManifestCode,
  environmentLines,
  writeEnvironmentFile,
} from './credentials.ts';
import { Page } from './layout.tsx';
import type { Logger } from './log.ts';
import { createManifest, INSTALLED_PATH, type Manifest, SETUP_CALLBACK_PATH } from './manifest.ts';
import type { WebApp } from './server.ts';
import { createStates, isLocalRequest, newKey, requestBase, sameKey } from './setup-access.ts';

export interface SetupOptions {
  /** text of `app.yml` */
  appYml: string;
  /** where GitHub's pages are, `https://github.com` */
  webUrl: string;
  /** where GitHub's REST interface is, `https://api.github.com` */
  apiUrl: string;
  /** origin of this server for the world, if configured */
  publicUrl: string | null;
  webhookPath: string;
  webhookProxyUrl: string | null;
  dataDir: string;
  clock: { now(): Date };
  log: Logger;
  /** the credentials are written where the next start finds them */
  onRegistered(): void;
}

type WebContext = Context<{ Bindings: HttpBindings }>;

/** Letters, digits, single hyphens; some names that companies manage have an underscore. */
const ORGANIZATION = /^[a-z0-9][a-z0-9_-]{0,38}$/i;

/**
 * The set-up pages, served as long as there are no credentials: a form that registers the App on GitHub with the
 * manifest of `app.yml`, and the page that GitHub comes back to. Returns the key that lets browsers of other machines
 * in; the caller shows it in the log.
 */
export function addSetup(app: WebApp, options: SetupOptions): { key: string } {
  const key = newKey();
  const states = createStates(options.clock.now);
  let done: null | 'written' | 'shown' = null;

  app.use('/setup/*', noStore);
  app.get('/', noStore, (context) => {
    if (done !== null) return context.html(<DonePage written={done === 'written'} />);
    const given = context.req.query('key') ?? '';
    if (!isLocalRequest(context.env.incoming) && !sameKey(given, key))
      return context.html(<LockedPage />, 403);
    const base = options.publicUrl ?? requestBase(context.env.incoming);
    if (base === null)
      return context.html(<Problem text="The Host header names no host. Set PUBLIC_URL." />, 400);
    const organization = context.req.query('organization') ?? '';
    if (organization !== '' && !ORGANIZATION.test(organization)) {
      return context.html(<Problem text="That is not the name of an organization." />, 400);
    }
    const manifest = createManifest(options.appYml, { base, ...options });
    const target = registrationUrl(options.webUrl, organization, states.issue());
    return context.html(
      <SetupPage manifest={manifest} target={target} organization={organization} accessKey={given} />,
    );
  });

  app.get(SETUP_CALLBACK_PATH, async (context) => {
    const { code = '', state = '' } = context.req.query();
    if (done !== null || !states.redeem(state) || code === '') {
      return context.html(
        <Problem text="This link was used already, is too old, or was not made by this page. Start again." />,
        400,
      );
    }
    try {
      const credentials = await convertManifestCode(options.apiUrl, code);
      done = 'shown';
      return await credentialsPage(context, credentials);
    } catch (error) {
      if (!(error instanceof ConversionFailed)) throw error;
      options.log.warn({ err: error }, 'The registration of the App was not finished');
      return context.html(<Problem text={`${error.message} Start again.`} />, 502);
    }
  });

  // Somebody was quicker than the start.
  app.get(INSTALLED_PATH, (context) => context.html(<DonePage written={done === 'written'} />));

  async function credentialsPage(context: WebContext, credentials: AppCredentials) {
    const lines = environmentLines(credentials);
    const path = await writeEnvironmentFile(options.dataDir, lines);
    options.log.info(
      { app: credentials.appId, written: path !== null },
      path === null
        ? 'The GitHub App is registered; set its credentials and restart'
        : 'The GitHub App is registered',
    );
    if (path !== null) {
      done = 'written';
      options.onRegistered();
    }
    return context.html(<CredentialsPage htmlUrl={credentials.htmlUrl} path={path} lines={lines} />);
  }

  return { key };
}

const noStore = async (context: WebContext, next: () => Promise<void>) => {
  await next();
  context.header('cache-control', 'no-store');
};

function registrationUrl(webUrl: string, organization: string, state: string): string {
  const owner = organization === '' ? '' : `/organizations/${organization}`;
  return `${webUrl}${owner}/settings/apps/new?state=${state}`;
}

/** Hosts that GitHub cannot reach: deliveries would be lost. */
function isUnreachable(address: string): boolean {
  const { hostname } = new URL(address);
  return /^(?:localhost|127\..*|\[::1\]|0\.0\.0\.0|10\..*|192\.168\..*|.*\.local)$/i.test(hostname);
}

function SetupPage(props: { manifest: Manifest; target: string; organization: string; accessKey: string }) {
  const { manifest, target, organization, accessKey } = props;
  const webhookUrl = manifest.hook_attributes.url;
  return (
    <Page title="Set up Fullcircle">
      <p>
        Fullcircle needs a GitHub App of its own. The button opens GitHub with everything filled in; you
        confirm there and come back here. Nothing is installed anywhere until you choose repositories.
      </p>
      {isUnreachable(webhookUrl) && (
        <p class="note">
          GitHub probably cannot reach <code>{webhookUrl}</code>. Set <code>PUBLIC_URL</code> to the address
          of this server, or <code>WEBHOOK_PROXY_URL</code> to a channel of smee.io, and restart before you
          register.
        </p>
      )}
      <form action={target} method="post">
        <input type="hidden" name="manifest" value={JSON.stringify(manifest)} />
        <button type="submit">
          Register {organization === '' ? 'for my account' : `for ${organization}`}
        </button>
      </form>
      <form action="/" method="get">
        <p>
          <label>
            For an organization: <input name="organization" value={organization} maxlength={39} />
          </label>{' '}
          {accessKey !== '' && <input type="hidden" name="key" value={accessKey} />}
          <button type="submit">Use this organization</button>
        </p>
      </form>
      <h2>What it asks for</h2>
      <ul>
        {Object.entries(manifest.default_permissions).map(([name, access]) => (
          <li>
            <code>{name}</code>: {access}
          </li>
        ))}
      </ul>
      <p>
        Deliveries go to <code>{webhookUrl}</code>. The App{' '}
        {manifest.public ? 'may be installed by any account' : 'can be installed by its owner alone'}. To
        register by hand, follow docs/registering.md.
      </p>
    </Page>
  );
}

function CredentialsPage({ htmlUrl, path, lines }: { htmlUrl: string; path: string | null; lines: string }) {
  return (
    <Page title="The App is registered">
      {path === null ? (
        <>
          <p>
            The credentials could not be written into the data folder. Copy them into the environment of the
            process now: they are shown this once.
          </p>
          <textarea readonly>{lines}</textarea>
        </>
      ) : (
        <p>
          The credentials are in <code>{path}</code>, readable by the user of this process alone, and the app
          is starting with them now.
        </p>
      )}
      <ol>
        {path === null && <li>Restart the process.</li>}
        <li>
          <a href={`${htmlUrl}/installations/new`}>Install the App</a> on the repositories of your choice.
          GitHub brings you back to what there is to see.
        </li>
      </ol>
    </Page>
  );
}

function DonePage({ written }: { written: boolean }) {
  return (
    <Page title="Nearly there">
      <p>
        The App is registered.{' '}
        {written
          ? 'It is starting: load this page again in a moment.'
          : 'Set its credentials, restart the process, then load this page again.'}
      </p>
    </Page>
  );
}

function LockedPage() {
  return (
    <Page title="Set up Fullcircle">
      <p>
        This server is not set up yet. Open it on the machine itself, or open the address with its key that
        the log of the process shows.
      </p>
    </Page>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <Page title="That did not work">
      <p>{text}</p>
      <p>
        <a href="/">Start again</a>
      </p>
    </Page>
  );
}
