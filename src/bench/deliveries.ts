import { createHmac, randomUUID } from 'node:crypto';

/** Where the deliveries of the bench come from. */
export const BENCH = {
  appId: 1,
  installationId: 7,
  accountId: 70,
  login: 'larkspur',
  repositoryId: 12,
  repository: 'core',
} as const;

/** Apart enough that ids of two do not meet. */
const TENANT_STEP = 1_000;

/** Which of several an installation is. */
export function tenantNumbered(installationId: number): number {
  return Math.floor(installationId / TENANT_STEP);
}

/** One installation of several, counted from 0; each has one repository. */
export function tenantOf(tenant: number) {
  return {
    installationId: BENCH.installationId + TENANT_STEP * tenant,
    accountId: BENCH.accountId + TENANT_STEP * tenant,
    login: tenant === 0 ? BENCH.login : `${BENCH.login}-${tenant}`,
    repositoryId: BENCH.repositoryId + TENANT_STEP * tenant,
  };
}

/** GitHub's deliveries about issues are about this large. */
const BODY_BYTES = 11 * 1024;

/** One signed delivery, ready to be sent. */
export interface SignedDelivery {
  body: Buffer;
  signature: string;
}

const WORDS =
  'install fails at first step of quickstart since upgrade to version my build crashes when worker exits with code after long run how do I deploy behind proxy'.split(
    ' ',
  );

/**
 * Deliveries about newly opened issues, each another issue: as many fields, and as large, as GitHub's own.
 * @param from number of the first issue
 * @param installations by turns of so many installations
 */
export function signedDeliveries(
  from: number,
  count: number,
  secret: string,
  installations = 1,
): SignedDelivery[] {
  return Array.from({ length: count }, (_, at) => {
    const body = Buffer.from(JSON.stringify(payload(from + at, at % installations)));
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return { body, signature };
  });
}

/** Headers of a delivery; its id is new each time. */
export function headersOf({ body, signature }: SignedDelivery): Record<string, string | number> {
  return {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-github-event': 'issues',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': signature,
  };
}

function payload(number: number, tenant: number): object {
  const { installationId, login, repositoryId, accountId } = tenantOf(tenant);
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const user = account(500 + (number % 97), `reporter-${number % 97}`, 'User');
  const owner = account(accountId, login, 'Organization');
  const base = `https://api.github.com/repos/${login}/${BENCH.repository}`;
  const made = {
    action: 'opened',
    issue: {
      ...links(`${base}/issues/${number}`, 12),
      id: 1_000_000 + number,
      node_id: `I_kwDO${number}`,
      number,
      title: sentence(number, 8),
      body: '',
      user,
      author_association: 'NONE',
      state: 'open',
      state_reason: null,
      locked: false,
      labels: [],
      assignees: [],
      comments: 0,
      reactions: { total_count: 0, '+1': 0, '-1': 0, laugh: 0, hooray: 0, confused: 0, heart: 0 },
      created_at: at,
      updated_at: at,
      closed_at: null,
      performed_via_github_app: null,
    },
    repository: {
      ...links(base, 50),
      id: repositoryId,
      node_id: `R_${repositoryId}`,
      name: BENCH.repository,
      full_name: `${login}/${BENCH.repository}`,
      private: false,
      archived: false,
      default_branch: 'main',
      has_issues: true,
      has_discussions: true,
      owner,
    },
    organization: owner,
    sender: user,
    installation: { id: installationId, node_id: `I_${installationId}` },
  };
  const missing = BODY_BYTES - Buffer.byteLength(JSON.stringify(made));
  made.issue.body = sentence(number * 7, 2_000).slice(0, Math.max(0, missing));
  return made;
}

function account(id: number, login: string, type: string): object {
  return {
    login,
    id,
    node_id: `U_${id}`,
    type,
    site_admin: false,
    ...links(`https://api.github.com/users/${login}`, 12),
  };
}

function links(base: string, count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`link_${at}_url`, `${base}/link-${at}{/part}`]),
  );
}

/** Words in an order that follows from a number, so that no two threads are the same. */
function sentence(seed: number, words: number): string {
  let state = seed + 1;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[state % WORDS.length];
  }).join(' ');
}
