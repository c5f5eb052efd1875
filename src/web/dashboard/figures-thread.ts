import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../store/open-store.ts';
import { type FiguresAnswer, type FiguresQuestion, figuresHere, KEPT_IN_THREAD_MAX } from './figures.ts';

/** The thread in which figures are worked out, on a Postgres. */

// The only writer of `workerData` is `figures.ts`.
const { databaseUrl } = workerData as { databaseUrl: string };
// Made once: what was read for one question serves the next.
const figures = openStore({
  databaseUrl,
  dataDir: null,
  applicationName: 'fullcircle figures',
  startedAt: new Date(),
}).then((store) => figuresHere(store, KEPT_IN_THREAD_MAX));

async function answer({ id, what, request }: FiguresQuestion): Promise<FiguresAnswer> {
  try {
    return { id, value: await (await figures)[what](request) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: FiguresQuestion) => {
  void answer(question).then((told) => parentPort?.postMessage(told));
});
