import { load, loadJob } from './load.ts';

/**
 * The load: a process of its own, so that sending takes no time from whoever receives. Told one job at a time over IPC.
 * Started by path, never imported: it answers whoever sends it a message.
 */

process.on('message', (message) => {
  load(loadJob.parse(message)).then(
    (figures) => process.send?.(figures),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.send?.('ready');
