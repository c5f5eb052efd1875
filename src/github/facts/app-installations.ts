import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { inOrder } from '../pages.ts';

const installationSchema = z.looseObject({
  id: z.number(),
  // An enterprise has no login; its installation has no threads either.
  account: z
    .looseObject({ id: z.number(), login: z.string().optional(), type: z.string().optional() })
    .nullish(),
  permissions: z.record(z.string(), z.string()),
  suspended_at: z.string().nullish(),
  created_at: z.string(),
});
/** 50,000 installations. */
const PAGES_MAX = 500;

export interface AppInstallation {
  id: number;
  account: { id: number; login: string; type: 'User' | 'Organization' };
  /** `issues: write` and so on, as accepted by the owner */
  permissions: Record<string, string>;
  suspended: boolean;
  createdAt: Date;
}

function parse(raw: z.infer<typeof installationSchema>): AppInstallation | null {
  const { id, account, permissions } = raw;
  if (account?.login === undefined) return null;
  return {
    id,
    account: {
      id: account.id,
      login: account.login,
      type: account.type === 'Organization' ? 'Organization' : 'User',
    },
    permissions,
    suspended: typeof raw.suspended_at === 'string',
    createdAt: new Date(raw.created_at),
  };
}

/** Where this app is installed. Needs the app's own client. */
export async function readAppInstallations(app: GitHub): Promise<AppInstallation[]> {
  const all: AppInstallation[] = [];
  const pages = inOrder(app, {
    route: 'GET /app/installations',
    parameters: {},
    item: installationSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const raw of pages) {
    const installation = parse(raw);
    if (installation !== null) all.push(installation);
  }
  return all;
}

/** Whether GitHub itself says that this app has no such installation. An outage or refused credentials throw. */
export async function isInstallationGone(app: GitHub, id: number): Promise<boolean> {
  try {
    await app.read('GET /app/installations/{installation_id}', { installation_id: id });
    return false;
  } catch (error) {
    // What is only hidden (451) is there.
    if (error instanceof Gone) return error.status === 404;
    throw error;
  }
}

/** One installation of this app as it stands now; null where there is none. Needs the app's own client. */
export async function readAppInstallation(app: GitHub, id: number): Promise<AppInstallation | null> {
  try {
    const { data } = await app.read('GET /app/installations/{installation_id}', { installation_id: id });
    return parse(installationSchema.parse(data));
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}
