import { threadKey } from '../loop/vocabulary.ts';
import { BACKFILL } from './backfill.ts';

/**
 * Deliveries of one key are processed one after the other, in order of arrival; different keys at the same time.
 * `12-34` for thread 34 of repository 12, `r12` for what concerns a repository, `i7` for what concerns an
 * installation, `none-ID` for the rest. Reads only what is there and never throws: the payload was not checked yet.
 *
 * @param id of the delivery, for those that belong to nothing
 */
export function orderKey(name: string, payload: unknown, id: string): string {
  // Our own payloads have the thread's repository inside the thread.
  const thread = name === BACKFILL ? field(payload, 'thread') : null;
  const repositoryId = idOf(field(thread ?? payload, 'repository'));
  const number = thread ? numberOf(thread) : threadNumber(payload);
  if (repositoryId !== null && number !== null) return threadKey({ repositoryId, number });
  if (repositoryId !== null) return `r${repositoryId}`;
  const installationId = idOf(field(payload, 'installation'));
  return installationId === null ? `none-${id}` : `i${installationId}`;
}

/** The installation that a payload names; null where it names none. */
export function installationIdOf(payload: unknown): number | null {
  return idOf(field(payload, 'installation'));
}

/** The action that a payload names; null where it names none. */
export function actionOf(payload: unknown): string | null {
  const action = field(payload, 'action');
  return typeof action === 'string' ? action : null;
}

function threadNumber(payload: unknown): number | null {
  const thread =
    field(payload, 'issue') ?? field(payload, 'pull_request') ?? field(payload, 'discussion') ?? null;
  return numberOf(thread);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? // The key was just found on the object.
      (value as Record<string, unknown>)[key]
    : undefined;
}

function idOf(value: unknown): number | null {
  return positive(field(value, 'id'));
}

function numberOf(value: unknown): number | null {
  return positive(field(value, 'number'));
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}
