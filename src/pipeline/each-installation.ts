import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

/** Installations asked about side by side: one that waits for a limit does not hold up all others. */
const LANES = 4;

/** Reads something of an installation and hands it in. Returns how many deliveries were new. */
type Read = (installationId: number) => Promise<number>;

/** The installations that are neither gone nor suspended: all of them, or the one that is asked for. */
export async function installationsInForce(
  store: Pick<Store, 'operator'>,
  only?: number | undefined,
): Promise<number[]> {
  const all = await store.operator.installations();
  return all
    .filter(
      ({ id, goneAt, suspended }) => goneAt === null && !suspended && (only === undefined || id === only),
    )
    .map(({ id }) => id);
}

/**
 * Reads several installations side by side. One's trouble is not that of the others: it is logged as `trouble`.
 * @returns how many deliveries were new in all
 */
export async function readSideBySide(
  installations: readonly number[],
  read: Read,
  log: Pick<Logger, 'warn'>,
  trouble: string,
): Promise<number> {
  let handedIn = 0;
  const waiting = installations.values();
  const lane = async (): Promise<void> => {
    for (const installation of waiting) {
      try {
        const found = await read(installation);
        // Read and written at once: other lanes add to it meanwhile.
        handedIn += found;
      } catch (error) {
        log.warn({ installation, err: error }, trouble);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return handedIn;
}

/** Reads several installations one after the other, and rejects with what `read` rejects with. */
export async function readInTurn(installations: readonly number[], read: Read): Promise<number> {
  let handedIn = 0;
  for (const installation of installations) handedIn += await read(installation);
  return handedIn;
}
