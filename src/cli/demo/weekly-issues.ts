import type { Issue } from '../../sandbox/world/model.ts';
import type { World } from '../../sandbox/world/world.ts';

const MARKER = /<!-- fullcircle:triage:\S+ -->\s*$/;

/** The weekly issues that the app has opened, oldest first. */
export function weeklyIssues(world: World): Issue[] {
  return [...world.threads()]
    .filter((thread) => thread.kind === 'issue')
    .filter(({ author, body }) => author === world.app.bot && MARKER.test(body))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}
