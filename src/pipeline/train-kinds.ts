import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { KindExample } from '../loop/observe/kind-model.ts';
import type { TextModel } from '../loop/observe/text-model.ts';

/**
 * Trains a repository's kind model in a thread of its own, since it takes seconds in which webhooks want answers. null
 * where the examples are too few, or the signal aborted meanwhile. Rejects where the thread fails.
 */
export async function trainKinds(
  examples: readonly KindExample[],
  signal: AbortSignal,
): Promise<TextModel | null> {
  const thread = startThread(examples);
  const end = (): void => void thread.terminate();
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) return null;
    // `once` rejects on `error`; a thread that is ended says nothing more.
    const [model] = await Promise.race([once(thread, 'message'), once(thread, 'exit').then(() => [null])]);
    return model as TextModel | null;
  } finally {
    signal.removeEventListener('abort', end);
    await thread.terminate();
  }
}

/** The thread's file lies beside this one: `.js` when built, `.ts` when run from the sources. */
function startThread(workerData: readonly KindExample[]): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./kinds-thread.js', import.meta.url), { workerData });
  }
  // Loaders of the main thread do not reach a new one: it is given its own, which comes with the development packages.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx'));
  const loader = new URL('./esm/api/index.mjs', tsx).href;
  const file = new URL('./kinds-thread.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(code, { eval: true, workerData, execArgv: [] });
}
