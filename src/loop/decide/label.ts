import type { Decision } from '../decide.ts';
import type { LabelEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Settings } from '../settings.ts';

/**
 * What follows where somebody changes the labels of a repository. One of ours that is deleted or renamed stays so: threads
 * go without it, until somebody makes one of that name or the config names another.
 */
export function decideLabel({ repository, change, name, at }: LabelEvent, facts: Facts): Decision {
  const ignored = (reason: string): Decision => ({ changes: [], effects: [], ignored: reason });
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  if (known === null) return ignored('the repository is not in the installation');
  if (!isOurs(name, known.settings)) return ignored('the app uses no label of that name');
  if (change === 'deleted') return ignored('a label that people take away from a repository stays away');
  return {
    changes: [{ type: 'label.returned', repositoryId: repository.id, label: name, at }],
    effects: [],
    ignored: null,
  };
}

function isOurs(name: string, { stages, decisions }: Settings): boolean {
  return [...Object.values(stages.labels), ...Object.values(decisions.labels)].some(
    (label) => label.toLowerCase() === name.toLowerCase(),
  );
}
