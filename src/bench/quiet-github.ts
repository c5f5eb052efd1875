import { createServer } from 'node:http';
import { listen } from '../web/listen.ts';
import { BENCH, tenantNumbered, tenantOf } from './deliveries.ts';

/** A GitHub that says as little as the app needs to work: installations with one public repository each, no config. */
export async function startQuietGitHub(installations = 1): Promise<{ host: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
    const token = TOKEN.exec(incoming.headers.authorization ?? '')?.[1];
    const [status, body] = quietAnswer(pathname, { installations, token: Number(token ?? 0) });
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

/** Which installation asks, counted from 0, and how many there are. */
interface Asker {
  installations: number;
  token: number;
}

const TOKEN = /ghs_of_the_bench_(\d+)/;

/** Status and body for a path of the REST API. */
export function quietAnswer(path: string, asker: Asker = { installations: 1, token: 0 }): [number, unknown] {
  const asked = path.replace(/^\/api\/v3/, '');
  for (const [pattern, status, body] of ANSWERS) {
    const found = pattern.exec(asked);
    if (found !== null) return [status, body(asker, found)];
  }
  return [404, { message: 'Not Found' }];
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

function installationOf(tenant: number) {
  const { installationId, accountId, login } = tenantOf(tenant);
  return {
    id: installationId,
    account: { id: accountId, login, type: 'Organization' },
    permissions: PERMISSIONS,
    suspended_at: null,
    created_at: BEGUN,
  };
}

const ANSWERS: readonly (readonly [RegExp, number, (asker: Asker, found: RegExpExecArray) => unknown])[] = [
  [/^\/app$/, 200, () => ({ id: BENCH.appId, slug: 'fullcircle', name: 'Fullcircle', html_url: '' })],
  [/^\/app\/hook\/deliveries$/, 200, () => []],
  [
    /^\/app\/installations$/,
    200,
    ({ installations }) => Array.from({ length: installations }, (_, tenant) => installationOf(tenant)),
  ],
  [/^\/app\/installations\/(\d+)$/, 200, (_, [, id]) => installationOf(tenantNumbered(Number(id)))],
  [
    /^\/app\/installations\/(\d+)\/access_tokens$/,
    201,
    (_, [, id]) => ({
      token: `ghs_of_the_bench_${tenantNumbered(Number(id))}`,
      expires_at: new Date(Date.now() + HOUR_MS).toISOString(),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    }),
  ],
  [
    /^\/installation\/repositories$/,
    200,
    ({ token }) => {
      const { login, repositoryId } = tenantOf(token);
      return {
        total_count: 1,
        repositories: [
          {
            id: repositoryId,
            node_id: `R_${repositoryId}`,
            name: BENCH.repository,
            full_name: `${login}/${BENCH.repository}`,
            owner: { login },
            private: false,
            archived: false,
            default_branch: 'main',
            has_issues: true,
            has_discussions: true,
          },
        ],
      };
    },
  ],
  [/\/permission$/, 200, () => ({ permission: 'read', role_name: 'read' })],
];
