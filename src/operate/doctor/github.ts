import type { Environment } from '../../config/environment.ts';
import { type Clients, createClients } from '../../github/client.ts';
import { Limited, Unauthorised } from '../../github/errors.ts';
import type { OwnRegistration } from '../../github/facts/own-registration.ts';
import { readHookConfig, readOwnRegistration } from '../../github/facts/own-registration.ts';
import type { GitHub } from '../../github/github.ts';
import { missingPermissions } from '../../loop/permissions.ts';
import type { Logger } from '../../web/log.ts';
import type { Check } from '../doctor.ts';
import { readAppFile } from '../open-parts.ts';
import { checkArrivals } from './arrivals.ts';

/** GitHub refuses tokens that were made in its future; the app's own are made a minute early. */
const SKEW_MAX_MS = 30_000;

/** GitHub for the app of this environment; null without credentials. */
export function clientsOf({ credentials, github }: Environment, log: Logger): Clients | null {
  if (credentials.kind === 'setup') return null;
  return createClients({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    host: github.enterpriseHost,
    protocol: github.webUrl.startsWith('https:') ? 'https' : 'http',
    userAgent: 'fullcircle',
    // Tokens and the comparison of clocks go by the machine's own time.
    clock: { now: () => new Date() },
    log,
  });
}

/** Asks GitHub who the app is: credentials, clock, permissions, events, where webhooks go and whether they come in. */
export async function checkGitHub(
  environment: Environment,
  log: Logger,
  clients = clientsOf(environment, log),
): Promise<Check[]> {
  const { credentials } = environment;
  if (credentials.kind === 'setup' || clients === null) {
    const advice = 'Start the app and open its set-up page, or see docs/registering.md.';
    return [{ name: 'credentials', status: 'failed', message: 'there are none yet', advice }];
  }
  let registration: OwnRegistration;
  try {
    registration = await readOwnRegistration(clients.app);
  } catch (error) {
    return [refused(error, environment, credentials.appId)];
  }
  return [
    identity(registration, credentials.appId),
    clockSkew(registration.date, new Date()),
    ...permissions(registration),
    await webhook(clients.app, environment),
    await checkArrivals(clients.app),
  ];
}

function refused(error: unknown, environment: Environment, appId: number): Check {
  const name = 'credentials';
  if (error instanceof Unauthorised) {
    return {
      name,
      status: 'failed',
      message: `GitHub does not accept the key for App ${appId}`,
      advice:
        'Set APP_ID to the number on the page of the App, and the private key to one that was generated there and not deleted since. ' +
        "If both are right, this machine's clock is wrong.",
    };
  }
  if (error instanceof Limited) {
    const until = error.resumeAt.toISOString().slice(11, 16);
    return {
      name,
      status: 'note',
      message: `GitHub lets the app wait until ${until} UTC: its limit is used up`,
      advice: 'Ask again then; the app goes on by itself.',
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    name,
    status: 'failed',
    message: `${environment.github.apiUrl} could not be asked: ${reason}`,
    advice: 'Check the network of this machine, GHE_HOST and GHE_PROTOCOL.',
  };
}

function identity({ appId, name: called, htmlUrl }: OwnRegistration, wanted: number): Check {
  const name = 'credentials';
  if (appId === wanted) return { name, status: 'ok', message: `${called} (${htmlUrl})`, advice: null };
  return {
    name,
    status: 'failed',
    message: `the key is that of App ${appId}, APP_ID says ${wanted}`,
    advice: 'Set APP_ID and the private key of one and the same App.',
  };
}

/** @param date GitHub's clock, to the second */
function clockSkew(date: Date | null, now: Date): Check {
  const name = 'clock';
  if (date === null) return { name, status: 'note', message: 'GitHub told no time', advice: null };
  const skewMs = now.getTime() - date.getTime();
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= SKEW_MAX_MS) {
    return { name, status: 'ok', message: `${seconds} s from GitHub's`, advice: null };
  }
  return {
    name,
    status: 'failed',
    message: `${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} GitHub's`,
    advice: 'Let the machine keep its time by NTP: GitHub refuses tokens that are dated wrongly.',
  };
}

function permissions({ permissions: granted, events, htmlUrl }: OwnRegistration): Check[] {
  const wanted = readAppFile();
  const lacking = missingPermissions(wanted.default_permissions, granted, 'Organization');
  const unheard = wanted.default_events.filter((event) => !events.includes(event));
  return [
    lacking.length === 0
      ? { name: 'permissions', status: 'ok', message: 'all that app.yml asks for', advice: null }
      : {
          name: 'permissions',
          status: 'failed',
          message: `the App does not ask for ${lacking.join(', ')}`,
          advice: `Add them on the page of the App (${htmlUrl}) under "Permissions"; owners are then asked to accept.`,
        },
    unheard.length === 0
      ? { name: 'events', status: 'ok', message: 'all that app.yml lists', advice: null }
      : {
          name: 'events',
          status: 'failed',
          message: `the App does not hear ${unheard.join(', ')}`,
          advice: `Subscribe to them on the page of the App (${htmlUrl}) under "Permissions & events".`,
        },
  ];
}

async function webhook(app: GitHub, environment: Environment): Promise<Check> {
  const name = 'webhook';
  let hook: Awaited<ReturnType<typeof readHookConfig>>;
  try {
    hook = await readHookConfig(app);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, status: 'note', message: `its address could not be read: ${reason}`, advice: null };
  }
  const own = environment.publicUrl === null ? null : `${environment.publicUrl}${environment.webhookPath}`;
  const wanted = environment.webhookProxyUrl ?? own;
  const set = (to: string): string => `Set it on the page of the App under "Webhook" to ${to}.`;
  if (hook === null || hook.url === '') {
    const advice = set(wanted ?? `the address of this server, with ${environment.webhookPath} at its end`);
    return { name, status: 'failed', message: 'the App has no webhook address', advice };
  }
  if (hook.contentType !== 'json') {
    const advice = 'Set the content type to application/json on the page of the App under "Webhook".';
    return { name, status: 'failed', message: `deliveries come as ${hook.contentType}, not as JSON`, advice };
  }
  if (wanted !== null && hook.url !== wanted) {
    const message = `deliveries go to ${hook.url}, this app is at ${wanted}`;
    return { name, status: 'failed', message, advice: `${set(wanted)} Or correct PUBLIC_URL.` };
  }
  if (wanted === null) {
    const message = `deliveries go to ${hook.url}; whether that is this app cannot be told without PUBLIC_URL`;
    return {
      name,
      status: 'note',
      message,
      advice: 'Set PUBLIC_URL to the origin under which GitHub reaches this app.',
    };
  }
  return { name, status: 'ok', message: hook.url, advice: null };
}
