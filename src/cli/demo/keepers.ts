import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Files } from '../../sandbox/world/git.ts';
import type { FileChange, HappeningOf, History, PermissionLevel } from './history/types.ts';

/** What people do to repositories, and to who may do what there. */
type Keeping = HappeningOf<
  | 'repository.created'
  | 'file.pushed'
  | 'person.joined'
  | 'permission.set'
  | 'released'
  | 'workflow.completed'
>;

const SECOND_MS = 1_000;

/** Makes the organisation. Returns how its repositories are kept. */
export function createKeepers({ people }: Sandbox, history: History): (happening: Keeping) => void {
  const { organization } = history;
  const owner = founder(history);
  const fullName = (repository: string): string => `${organization}/${repository}`;

  function createRepository({ repo: name }: HappeningOf<'repository.created'>): void {
    const described = history.repositories.find((each) => each.name === name);
    if (described === undefined) throw new Error(`the repository ${name} is not described`);
    const repo = people.createRepository({
      owner: organization,
      name,
      private: described.private,
      description: described.description,
      files: filesOf(described.files),
    });
    for (const label of described.labels) people.createLabel(repo, { by: owner, ...label });
  }

  function join({ login, teams, permission }: HappeningOf<'person.joined'>): void {
    people.addMember(organization, login);
    for (const { slug, name } of history.teams) {
      if (teams.includes(slug)) people.team(organization, name, [login]);
    }
    for (const { name } of history.repositories) setPermission(login, name, permission);
  }

  function setPermission(login: string, repository: string, permission: PermissionLevel): void {
    people.setPermission(login, fullName(repository), permission);
  }

  people.createOrganization({ login: organization, owner });
  return (happening) => {
    const { actor } = happening;
    switch (happening.kind) {
      case 'repository.created':
        createRepository(happening);
        break;
      case 'person.joined':
        join(happening);
        break;
      case 'permission.set':
        setPermission(happening.login, happening.repo, happening.permission);
        break;
      case 'file.pushed': {
        const { message, files } = happening;
        people.push({ repo: fullName(happening.repo), author: actor, message, files: filesOf(files) });
        break;
      }
      case 'released': {
        const { tag, name, body, prerelease } = happening;
        people.publishRelease({ repo: fullName(happening.repo), author: actor, tag, name, body, prerelease });
        break;
      }
      case 'workflow.completed': {
        const { workflow, event, conclusion, durationS } = happening;
        const startedAt = new Date(Date.parse(happening.at) - durationS * SECOND_MS);
        const run = { workflow, event, conclusion, startedAt, by: actor };
        people.runWorkflow(fullName(happening.repo), run);
        break;
      }
    }
  };
}

/** Who does the first thing of all owns the organisation. */
function founder({ happenings }: History): string {
  const [first] = happenings;
  if (first === undefined) throw new Error('nothing happens in this history');
  return first.actor;
}

export function filesOf(changes: readonly FileChange[]): Files {
  return Object.fromEntries(changes.map(({ path, content }) => [path, content]));
}
