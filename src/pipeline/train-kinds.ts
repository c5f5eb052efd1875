import { once } from 'node:events';
import type { KindExample } from '../loop/observe/kind-model.ts';
import type { TextModel } from '../loop/observe/text-model.ts';
import { startThread } from '../thread.ts';

/**
 * Trains a repository's kind model in a thread of its own, since it takes seconds in which webhooks want answers. null
 * where the examples are too few, or the signal aborted meanwhile. Rejects where the thread fails.
 */
export async function trainKinds(
  examples: readonly KindExample[],
  signal: AbortSignal,
): Promise<TextModel | null> {
  const thread = startThread('kinds-thread', import.meta.url, examples);
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
