import { createServer } from 'node:http';
import { listen } from '../web/listen.ts';
import { BENCH } from './deliveries.ts';

/** A GitHub that says as little as the app needs to work: one installation, one public repository, no config. */
export async function startQuietGitHub(): Promise<{ host: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const [status, body] = quietAnswer(new URL(incoming.url ?? '/', 'http://localhost').pathname);
    outgoing.writeHead(status, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(body));
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Status and body for a path of the REST API. */
export function quietAnswer(path: string): [number, unknown] {
  const found = ANSWERS.find(([pattern]) => pattern.test(path.replace(/^\/api\/v3/, '')));
  return found === undefined ? [404, { message: 'Not Found' }] : [found[1], found[2]()];
}

const PERMISSIONS = {
  metadata: 'read',
  issues: 'write',
  discussions: 'write',
  pull_requests: 'write',
  contents: 'read',
  checks: 'write',
  actions: 'read',
  members: 'read',
};

const BEGUN = '2026-01-01T00:00:00Z';
const HOUR_MS = 3_600_000;

const ANSWERS: readonly (readonly [RegExp, number, () => unknown])[] = [
  [/^\/app$/, 200, () => ({ id: BENCH.appId, slug: 'fullcircle', name: 'Fullcircle', html_url: '' })],
  [/^\/app\/hook\/deliveries$/, 200, () => []],
  [
    /^\/app\/installations$/,
    200,
    () => [
      {
        id: BENCH.installationId,
        account: { id: BENCH.accountId, login: BENCH.login, type: 'Organization' },
        permissions: PERMISSIONS,
        suspended_at: null,
        created_at: BEGUN,
      },
    ],
  ],
  [
    /^\/app\/installations\/\d+\/access_tokens$/,
    201,
    () => ({
      token: 'ghs_of_the_bench',
      expires_at: new Date(Date.now() + HOUR_MS).toISOString(),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    }),
  ],
  [
    /^\/installation\/repositories$/,
    200,
    () => ({
      total_count: 1,
      repositories: [
        {
          id: BENCH.repositoryId,
          node_id: `R_${BENCH.repositoryId}`,
          name: BENCH.repository,
          full_name: `${BENCH.login}/${BENCH.repository}`,
          owner: { login: BENCH.login },
          private: false,
          archived: false,
          default_branch: 'main',
          has_issues: true,
          has_discussions: true,
        },
      ],
    }),
  ],
  [/\/permission$/, 200, () => ({ permission: 'read', role_name: 'read' })],
];
