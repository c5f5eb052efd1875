import type { CommentEvent, ReleaseEvent, ThreadEvent } from '../../../src/loop/event.ts';
import { comment, happened, person, repository, thread } from '../situations.ts';
import { home } from './organisation.ts';

export const HERE = { repositoryId: 12 };

/** One failure in the words of different people. */
export const FAILURE = [
  {
    title: 'resolveConfig throws ERR_MODULE_NOT_FOUND with pnpm workspaces',
    body: 'Since 3.2.0 our build stops.\n\n```\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-core imported from loader\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n```\n\nWe use pnpm workspaces with hoisting turned off.',
  },
  {
    title: 'Workspaces: ERR_MODULE_NOT_FOUND from resolveConfig',
    body: 'After the update to 3.2.0 the workspace does not load any more, pnpm as well.\n\n```\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-core imported from loader\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n```',
  },
  {
    title: 'cannot find package larkspur-core, pnpm',
    body: 'Version 3.2.0 again.\n\n```\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-core imported from loader\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n```',
  },
] as const;

export const minute = (n: number) => new Date(Date.parse('2026-11-16T09:00:00Z') + n * 60_000);

/** Report `n` of the failure, opened by person `n` as thread `n`. */
export function report(n: number, changes: Partial<ThreadEvent['thread']> = {}): ThreadEvent {
  const text = FAILURE[(n - 1) % FAILURE.length];
  const snapshot = thread({
    ...text,
    number: n,
    nodeId: `I_${n}`,
    id: n * 100,
    author: person(n),
    createdAt: minute(n),
    updatedAt: minute(n),
    ...changes,
  });
  return { ...happened, at: minute(n), type: 'thread.opened', thread: snapshot, actor: snapshot.author };
}

export function other(n: number, title = 'Dark mode for the settings page'): ThreadEvent {
  return report(n, {
    title,
    body: 'The settings page is very bright at night. Could it follow the system theme? A switch would do.',
  });
}

export function says(n: number, body: string, who: number, id = 700 + n): CommentEvent {
  const { thread: snapshot } = report(n);
  return {
    ...happened,
    at: minute(60),
    type: 'comment.created',
    thread: snapshot,
    comment: comment({ id, body, author: person(who), createdAt: minute(60), updatedAt: minute(60) }),
    actor: person(who),
  };
}

/** The release that has the fix. */
export const RELEASED: ReleaseEvent = {
  ...happened,
  at: minute(50),
  type: 'release.published',
  repository: home(repository()),
  actor: person(60),
  release: {
    id: 900,
    tag: 'v3.2.1',
    name: 'v3.2.1',
    body: '',
    prerelease: false,
    draft: false,
    targetCommitish: 'main',
    url: 'https://github.com/acme/widgets/releases/tag/v3.2.1',
    publishedAt: minute(50),
  },
};
