import type { Settings } from './settings.ts';

/**
 * Whether a workflow is the one that tries a configured starter.
 * @param workflow path of its file; the config may name the file alone
 */
export function isStarter(
  { starters }: Pick<Settings, 'starters'>,
  { repository, workflow }: { repository: string; workflow: string },
): boolean {
  return starters.some(
    (starter) =>
      starter.repository.toLowerCase() === repository.toLowerCase() &&
      (workflow === starter.workflow || workflow.endsWith(`/${starter.workflow}`)),
  );
}
