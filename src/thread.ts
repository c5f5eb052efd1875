import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts a thread whose file lies beside its caller: `.js` when built, `.ts` when run from the sources.
 * @param name of the file, without its ending
 * @param beside `import.meta.url` of the caller
 * @param resourceLimits where Node's own do not fit
 */
export function startThread(
  name: string,
  beside: string,
  workerData: unknown,
  resourceLimits: ResourceLimits = {},
): Worker {
  if (!beside.endsWith('.ts'))
    return new Worker(new URL(`./${name}.js`, beside), { workerData, resourceLimits });
  // Loaders of the main thread do not reach a new one: it is given its own, which comes with the development packages.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx'));
  const loader = new URL('./esm/api/index.mjs', tsx).href;
  const file = new URL(`./${name}.ts`, beside).href;
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(code, { eval: true, workerData, execArgv: [], resourceLimits });
}
