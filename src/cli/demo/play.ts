import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readEnvironment } from '../../config/environment.ts';
import { parseConfig } from '../../config/parse.ts';
import { resolveSettings } from '../../config/resolve.ts';
import type { Fullcircle } from '../../fullcircle.ts';
import { createFullcircle } from '../../fullcircle.ts';
import { isoWeek, isoWeekBounds, lastScheduledMoment } from '../../loop/calendar.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { OpenStore } from '../../store/open-store.ts';
import { openStore } from '../../store/open-store.ts';
import { createLog } from '../../web/log.ts';
import { readClustersNamed } from './clusters-named.ts';
import { CONFIG } from './history/config.ts';
import type { History } from './history/types.ts';
import { sendSignal } from './send-signal.ts';
import type { StoryClock } from './story-clock.ts';
import { createStoryClock } from './story-clock.ts';
import type { LeftOut, Troupe } from './troupe.ts';
import { createTroupe } from './troupe.ts';

/** Any number will do: the sandbox knows one app. */
const APP_ID = 1;
/** As whom whoever looks at the demo decides: one of DevRel, who lead the weekly triage. */
const DECIDES = 'anneke-vos';
const BOT_LOGIN = 'fullcircle[bot]';
/** The moment in the written history at which the organisation installs the app: staff is there, threads are not. */
const INSTALLED_AT = '2026-03-02T05:06:00Z';
/** RSA keys of GitHub Apps have this length. */
const KEY_BITS = 2_048;
const SECRET_BYTES = 32;

interface PlayOptions {
  history: History;
  /** told after each happening */
  onProgress(done: number, total: number): void;
  /** lines of the app's log, warnings and errors only */
  onLog(line: string): void;
}

/** A history that was played to its end, and everything that took part in it. */
export interface PlayedStory {
  history: History;
  sandbox: Sandbox;
  store: OpenStore;
  app: Fullcircle;
  clock: StoryClock;
  troupe: Troupe;
  /** address of the app */
  address: string;
  happenings: number;
  leftOut: ReadonlyMap<LeftOut, number>;
  durationMs: number;
  /** Stops everything; nothing is left behind. */
  close(): Promise<void>;
}

/**
 * Plays a history through the real app: a sandbox GitHub on loopback, webhooks over HTTP, the embedded database in
 * memory, and one clock for all, which is moved from one moment at which something is due to the next.
 */
export async function playStory(options: PlayOptions): Promise<PlayedStory> {
  const begun = performance.now();
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  try {
    const story = await prepare(options, closers);
    const leftOut = await play(story, options.onProgress);
    const happenings = options.history.happenings.length;
    return { ...story, happenings, leftOut, durationMs: performance.now() - begun, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Playing = Pick<PlayedStory, 'history' | 'sandbox' | 'store' | 'app' | 'clock' | 'troupe' | 'address'> & {
  intakeSecret: string;
};

/** The empty sandbox, the app that listens to it, and the people who are about to come. */
async function prepare(options: PlayOptions, closers: (() => Promise<void>)[]): Promise<Playing> {
  const { history } = options;
  const clock = createStoryClock(new Date(history.from));
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const store = await openStore({
    databaseUrl: null,
    dataDir: null,
    applicationName: 'fullcircle demo',
    startedAt: clock.now(),
  });
  closers.push(() => store.close());
  const sandbox = createSandbox({
    clock,
    // Tokens live by the machine's time, as the app's client does: ten weeks in a minute would outlive each at once.
    tokenClock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: publicKey,
    botLogin: BOT_LOGIN,
    webhook: null,
  });
  await sandbox.listen();
  closers.push(() => sandbox.close());
  const intakeSecret = randomBytes(SECRET_BYTES).toString('hex');
  const { app, address } = await startApp(sandbox, store, clock, { privateKey, intakeSecret }, options);
  closers.push(() => app.stop());
  const troupe = createTroupe(sandbox, history);
  return { history, sandbox, store, app, clock, address, intakeSecret, troupe };
}

async function startApp(
  sandbox: Sandbox,
  store: OpenStore,
  clock: StoryClock,
  { privateKey, intakeSecret }: { privateKey: string; intakeSecret: string },
  { onLog }: PlayOptions,
): Promise<{ app: Fullcircle; address: string }> {
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const environment = readEnvironment({
    APP_ID: String(APP_ID),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: secret,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    DASHBOARD_OPEN: '1',
    INTAKE_SECRET: intakeSecret,
    LOG_LEVEL: 'warn',
  });
  const { credentials } = environment;
  if (credentials.kind !== 'app') throw new Error('the demo has no credentials');
  const log = createLog({
    level: environment.logLevel,
    format: environment.logFormat,
    destination: { write: onLog },
  });
  const { id, login, type } = sandbox.world.account(DECIDES);
  const openAs = { id, login, type };
  const app = await createFullcircle({ environment, credentials, store, clock, log, openAs });
  const address = `http://127.0.0.1:${await app.listen()}/`;
  sandbox.webhooks.target({ url: new URL(environment.webhookPath, address).href, secret });
  return { app, address };
}

/** Happening after happening. Returns what was left out. */
async function play(story: Playing, onProgress: PlayOptions['onProgress']): Promise<Map<LeftOut, number>> {
  const { history, clock, troupe } = story;
  const { happenings } = history;
  const scheduled = weeklyMoments(history);
  const leftOut = new Map<LeftOut, number>();
  const installedAt = new Date(INSTALLED_AT);
  let installationId = 0;
  for (const [index, happening] of happenings.entries()) {
    const at = new Date(happening.at);
    if (installationId === 0 && at > installedAt) {
      clock.advanceTo(installedAt);
      installationId = story.sandbox.people.install(history.organization);
      await settle(story);
    }
    await passUntil(at, scheduled, story);
    clock.advanceTo(at);
    if (happening.kind === 'signal.sent') {
      const { address, intakeSecret: secret } = story;
      await sendSignal(happening, { address, installationId, secret });
    } else {
      const clusters = await readClustersNamed(happening, troupe, story.store);
      const played = troupe.perform(happening, clusters);
      if (!played.played) leftOut.set(played.reason, (leftOut.get(played.reason) ?? 0) + 1);
    }
    await settle(story);
    onProgress(index + 1, happenings.length);
  }
  await passUntil(new Date(history.until), scheduled, story);
  clock.advanceTo(new Date(history.until));
  await settle(story);
  return leftOut;
}

/** Deliveries to the app, their effects on the sandbox, the deliveries of those, until nothing is due any more. */
async function settle({ sandbox, app }: Playing): Promise<void> {
  do {
    await sandbox.settled();
  } while (await app.step());
}

/** Lets everything that comes due before `at` happen at its time: schedules, paused budgets, repeats. */
async function passUntil(at: Date, scheduled: readonly Date[], story: Playing): Promise<void> {
  const { clock, store } = story;
  for (;;) {
    const now = clock.now();
    const [inbox, outbox] = await Promise.all([store.inbox.counts(now), store.outbox.counts(now)]);
    const [due] = [inbox.nextDueAt, outbox.nextDueAt, ...scheduled]
      .filter((moment) => moment !== null)
      .filter((moment) => moment > now && moment <= at)
      .sort((a, b) => a.getTime() - b.getTime());
    if (due === undefined) return;
    clock.advanceTo(due);
    await settle(story);
  }
}

/** When the weekly issue comes due, by the config that the organisation writes. */
function weeklyMoments({ from, until }: History): Date[] {
  const { file } = parseConfig(CONFIG, { scope: 'organization' });
  const { triage } = resolveSettings({ organizationFile: file, repositoryFile: null, single: false });
  const moments: Date[] = [];
  let at = new Date(from);
  while (at < new Date(until)) {
    const bounds = isoWeekBounds(isoWeek(at, triage.timezone), triage.timezone);
    if (bounds === null) throw new Error(`${at.toISOString()} is in no ISO week`);
    moments.push(lastScheduledMoment(new Date(bounds.until.getTime() - 1), triage));
    at = bounds.until;
  }
  return moments;
}
