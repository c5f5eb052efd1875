import type { FactAnswer } from '../../loop/fact-answer.ts';
import type { GitHubFactRequest } from '../../loop/fact-request.ts';
import type { ConfigReading } from '../../loop/github-facts.ts';
import type { GitHub } from '../github.ts';
import { readClosing } from './closing.ts';
import { compareCommits } from './compare.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { readDuplicateOf } from './duplicate-of.ts';
import { readIssueEdits } from './issue-edits.ts';
import { readPermission } from './permission.ts';
import { readPullPaths } from './pull-paths.ts';
import { readReactions } from './reactions.ts';
import { readRelease } from './release.ts';
import { readTeamMembers } from './team-members.ts';
import { readTextFile } from './text-file.ts';

/**
 * Answers what a decision asks of GitHub, from GitHub. `readConfig` is the strict schema's reading of a config file.
 * Rejects with a `GitHubError`; `Limited` says when to come back.
 */
export async function gatherFact(
  github: GitHub,
  request: GitHubFactRequest,
  readConfig: (file: ConfigFile) => ConfigReading,
): Promise<FactAnswer> {
  switch (request.kind) {
    case 'permission':
      return { kind: 'permission', value: await readPermission(github, request) };
    case 'team':
      return { kind: 'team', value: await readTeamMembers(github, request) };
    case 'configFile':
      return { kind: 'configFile', value: readConfig(await readConfigFile(github, request)) };
    case 'textFile': {
      const file = await readTextFile(github, request);
      return { kind: 'textFile', value: file.found === 'text' ? file.text : null };
    }
    case 'pullPaths':
      return { kind: 'pullPaths', value: await readPullPaths(github, request) };
    case 'compare':
      return { kind: 'compare', value: await compareCommits(github, request) };
    case 'release':
      return { kind: 'release', value: await readRelease(github, request) };
    case 'closing':
      return { kind: 'closing', value: await readClosing(github, request) };
    case 'duplicateOf':
      return { kind: 'duplicateOf', value: await readDuplicateOf(github, request) };
    case 'edits':
      return { kind: 'edits', value: await readIssueEdits(github, request) };
    case 'reactions': {
      const seen = await readReactions(github, [request.nodeId]);
      return { kind: 'reactions', value: seen.get(request.nodeId) ?? [] };
    }
  }
}
