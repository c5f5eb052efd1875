import type { Decision } from '../decide.ts';
import type { CheckPut } from '../effect.ts';
import type { PushEvent } from '../event.ts';
import type { ConfigReading, Facts, KnownRepository } from '../facts.ts';
import type { ThreadState } from '../item.ts';
import type { ThreadishEvent } from './heard.ts';

/** Where the config lies in a repository. */
export const CONFIG_PATH = '.github/fullcircle.yml';

/** A push to the default branch that touches the config: read it, keep the last good one, say what is wrong on the commit. */
export function decideConfig(event: PushEvent, facts: Facts): Decision {
  const { repository } = event;
  if (event.ref !== `refs/heads/${repository.defaultBranch}` || !event.paths.includes(CONFIG_PATH)) {
    return { changes: [], effects: [], ignored: 'push does not touch the config' };
  }
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  if (known === null) return { changes: [], effects: [], ignored: 'repository is not in the installation' };
  const file = {
    kind: 'configFile',
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    scope: known.configScope,
  } as const;
  // Pushes may arrive out of order: in force is what the branch says now, the check is about the pushed commit.
  const requests = { now: { ...file, ref: null }, pushed: { ...file, ref: event.after } };
  facts.require([requests.now, requests.pushed]);
  const current = facts.get(requests.now);
  return {
    changes: [
      {
        type: 'config.put',
        repositoryId: repository.id,
        file: current.file,
        refused: current.refused,
        problems: current.problems,
        at: event.at,
      },
    ],
    effects: [configCheck(known, event.after, facts.get(requests.pushed))],
    ignored: null,
  };
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
  if (thread.type !== 'pull_request' || thread.headSha === null || thread.state === 'closed') return [];
  if (event.type !== 'thread.opened' && event.type !== 'thread.touched') return [];
  if (state.item?.snapshot.headSha === thread.headSha) return [];
  const target = { repositoryId: repository.id, owner: repository.owner, name: repository.name };
  const paths = facts.get({ kind: 'pullPaths', ...target, number: thread.number });
  if (!paths.includes(CONFIG_PATH)) return [];
  const reading = facts.get({
    kind: 'configFile',
    ...target,
    ref: thread.headSha,
    scope: repository.configScope,
  });
  return [configCheck(repository, thread.headSha, reading)];
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
