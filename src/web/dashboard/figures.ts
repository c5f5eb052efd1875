import { type FirstLook, firstLook } from '../../loop/measure/first-look.ts';
import { previewWeek, type WeekPreview } from '../../pipeline/preview-week.ts';
import type { Store } from '../../store/store.ts';
import { startThread } from '../../thread.ts';
import { type Insight, insightOf } from './insight.ts';
import { measureSettings } from './measure-settings.ts';
import { createMemories } from './memories.ts';

/** Whose figures, as of when. */
export interface FiguresRequest {
  installationId: number;
  /** repositories that whoever asks may read */
  visible: readonly number[];
  asOf: Date;
  /** of links to threads, `github.com` */
  host: string;
}

/** What is worked out for whoever has just installed the app. */
export interface Welcome {
  look: FirstLook;
  /** null: none would be opened, or it would go where whoever asks may not read */
  issue: WeekPreview | null;
}

/** What is worked out from everything that is known of an installation: seconds, where it is large. */
export interface Figures {
  insight(request: FiguresRequest): Promise<Insight>;
  welcome(request: FiguresRequest): Promise<Welcome>;
}

/** Threads and comments that are kept in the process that does everything else, too: 90 MB of its gigabyte. */
const KEPT_BESIDE_MAX = 100_000;
/** The same in a thread of its own: half a gigabyte at 100,000 threads and 500,000 comments. */
export const KEPT_IN_THREAD_MAX = 1_000_000;

/**
 * In this thread: for the embedded database, which has one connection, and for installations of its size. What was read
 * is kept for a while, so that the next request reads only what changed.
 */
export function figuresHere(store: Pick<Store, 'forInstallation'>, keptMax = KEPT_BESIDE_MAX): Figures {
  const memories = createMemories(keptMax);

  function read(request: FiguresRequest) {
    const { installationId, visible, asOf } = request;
    return memories.read(request, async (memory) => {
      const tenant = store.forInstallation(installationId);
      const settings = await measureSettings(tenant);
      const record = await tenant.record({ asOf, visible, audience: settings.audience }, memory);
      return { tenant, settings, record };
    });
  }

  return {
    async insight(request) {
      const { record, settings } = await read(request);
      return insightOf(record, settings);
    },
    async welcome(request) {
      const { tenant, record, settings } = await read(request);
      const look = firstLook(record, settings.clusters.canonicalFrom);
      const issue = await previewWeek(tenant, request.host, request.asOf);
      const mayRead = issue !== null && request.visible.includes(issue.repositoryId);
      return { look, issue: mayRead ? issue : null };
    },
  };
}

export type FiguresQuestion = {
  [What in keyof Figures]: { id: number; what: What; request: FiguresRequest };
}[keyof Figures];

export type FiguresAnswer = { id: number; value: Insight | Welcome } | { id: number; failed: string };

/**
 * Working figures out makes a hundred megabytes that are garbage at once. Where they do not fit among what is new they are
 * taken for old, and to find that they are not, all that is kept is gone through.
 */
const LIMITS = { maxYoungGenerationSizeMb: 192 };

/**
 * In a thread of their own, with connections of its own, so that webhooks and pages are answered meanwhile. It is started
 * when something is asked for, and anew where it ended.
 */
export function figuresThread(databaseUrl: string): Figures & { close(): Promise<void> } {
  let thread: ReturnType<typeof startThread> | null = null;
  let lastId = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  function end(own: typeof thread, reason: Error): void {
    // A thread that failed also ends; what was asked of the next one meanwhile is not its business.
    if (thread !== own) return;
    thread = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  function started(): NonNullable<typeof thread> {
    const own = startThread('figures-thread', import.meta.url, { databaseUrl }, LIMITS);
    own.unref();
    own.on('message', (answer: FiguresAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('failed' in answer) asked?.reject(new Error(answer.failed));
      else asked?.resolve(answer.value);
    });
    own.on('error', (error) => end(own, new Error('the thread of the figures failed', { cause: error })));
    own.on('exit', () => end(own, new Error('the thread of the figures ended')));
    return own;
  }

  function ask(what: keyof Figures, request: FiguresRequest): Promise<unknown> {
    thread ??= started();
    const worker = thread;
    lastId += 1;
    const question: FiguresQuestion = { id: lastId, what, request };
    return new Promise((resolve, reject) => {
      waiting.set(question.id, { resolve, reject });
      worker.postMessage(question);
    });
  }

  return {
    // The thread answers each question with what was asked for.
    insight: (request) => ask('insight', request) as Promise<Insight>,
    welcome: (request) => ask('welcome', request) as Promise<Welcome>,
    async close() {
      await thread?.terminate();
    },
  };
}
