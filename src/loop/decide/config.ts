import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { CheckPut } from '../effect.ts';
import type { PushEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { ConfigReading } from '../github-facts.ts';
import type { ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { ThreadishEvent } from './heard.ts';

/** Where the config lies in a repository. */
export const CONFIG_PATH = '.github/fullcircle.yml';

/** A push to the default branch that touches the config: read it, keep the last good one, say what is wrong on the commit. */
export function decideConfig(event: PushEvent, facts: Facts, now: Date): Decision {
  const { repository } = event;
  if (event.ref !== `refs/heads/${repository.defaultBranch}` || !event.paths.includes(CONFIG_PATH)) {
    return { changes: [], effects: [], ignored: 'push does not touch the config' };
  }
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  if (known === null) return { changes: [], effects: [], ignored: 'repository is not in the installation' };
  // Pushes may arrive out of order: in force is what the branch says now, the check is about the pushed commit.
  const requests = { now: configFile(known, null), pushed: configFile(known, event.after) };
  facts.require([requests.now, requests.pushed]);
  return {
    changes: [configPut(known, facts.get(requests.now), now)],
    effects: [configCheck(known, event.after, facts.get(requests.pushed))],
    ignored: null,
  };
}

/** What the config of a repository says at a commit; `ref` null: on its default branch. */
function configFile(repository: KnownRepository, ref: string | null) {
  const { id, owner, name, configScope } = repository;
  return { kind: 'configFile', repositoryId: id, owner, name, scope: configScope, ref } as const;
}

/** In force from now on is what was just read, whatever the clock of the event that led to it. */
function configPut(repository: KnownRepository, reading: ConfigReading, now: Date): Change {
  const { file, refused, problems } = reading;
  return { type: 'config.put', repositoryId: repository.id, file, refused, problems, at: now };
}

/**
 * The check run on a pull request that touches the config, so that a mistake is seen before it is merged. The list of
 * changed files is asked for once per head commit.
 */
export function pullConfigCheck(
  event: ThreadishEvent,
  state: ThreadState,
  repository: KnownRepository,
  facts: Facts,
): CheckPut[] {
  const { thread } = event;
  if (thread.headSha === null || !isNewHead(event, state)) return [];
  const target = { repositoryId: repository.id, owner: repository.owner, name: repository.name };
  const paths = facts.get({ kind: 'pullPaths', ...target, number: thread.number });
  if (!paths.includes(CONFIG_PATH)) return [];
  const reading = facts.get(configFile(repository, thread.headSha));
  return [configCheck(repository, thread.headSha, reading)];
}

/** Whether an open pull request has other commits than when it was last heard of: its paths are looked at again. */
export function isNewHead({ type, thread }: ThreadishEvent, state: ThreadState): boolean {
  return (
    thread.type === 'pull_request' &&
    thread.headSha !== null &&
    thread.state === 'open' &&
    (type === 'thread.opened' || type === 'thread.touched') &&
    state.item?.snapshot.headSha !== thread.headSha
  );
}

/** The check run that says how the config of a commit was understood. */
export function configCheck(repository: KnownRepository, headSha: string, reading: ConfigReading): CheckPut {
  return {
    kind: 'check.put',
    slot: `check:${repository.id}:${headSha}:config`,
    // A broken config must be told in every mode but `observe`; the mode in force is that of the last good one.
    leastMode: 'suggest',
    mode: repository.settings.mode,
    priority: 'answer',
    repository: { repositoryId: repository.id, owner: repository.owner, name: repository.name },
    headSha,
    name: 'fullcircle config',
    ...reading.check,
  };
}
