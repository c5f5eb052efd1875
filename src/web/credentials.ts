import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What GitHub gives once, when an App was registered from a manifest. */
export interface AppCredentials {
  appId: number;
  pem: string;
  webhookSecret: string;
  clientId: string;
  clientSecret: string;
  /** page of the App on GitHub */
  htmlUrl: string;
}

const conversionSchema = z
  .object({
    id: z.number().int().positive(),
    pem: z.string().min(1),
    webhook_secret: z.string().min(1),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    html_url: z.url({ protocol: /^https?$/ }),
  })
  .transform(
    (answer): AppCredentials => ({
      appId: answer.id,
      pem: answer.pem,
      webhookSecret: answer.webhook_secret,
      clientId: answer.client_id,
      clientSecret: answer.client_secret,
      htmlUrl: answer.html_url,
    }),
  );

/** GitHub ends its own requests after 10 s. */
const CONVERSION_TIMEOUT_MS = 10_000;

/** The code could not be exchanged. The message says what happened, never what was answered. */
export class ConversionFailed extends Error {
  override name = 'ConversionFailed';
}

/**
 * Exchanges the code of the manifest flow (valid for one hour, once) for the App's credentials. Needs no
 * authentication: https://docs.github.com/rest/apps/apps#create-a-github-app-from-a-manifest
 */
export async function convertManifestCode(apiUrl: string, code: string): Promise<AppCredentials> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: 'POST',
      headers: { accept: 'application/vnd.github+json', 'user-agent': 'fullcircle' },
      signal: AbortSignal.timeout(CONVERSION_TIMEOUT_MS),
      redirect: 'error',
    });
  } catch (cause) {
    throw new ConversionFailed('GitHub could not be reached.', { cause });
  }
  if (!response.ok)
    throw new ConversionFailed(`GitHub answered ${response.status}: the code is used, old or wrong.`);
  const answer = conversionSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new ConversionFailed('GitHub answered without credentials.');
  return answer.data;
}

/** Lines for a `.env` file; the key on one line, as every reader of such files takes it. */
export function environmentLines(credentials: AppCredentials): string {
  return [
    `APP_ID=${credentials.appId}`,
    `PRIVATE_KEY="${credentials.pem.trim().replaceAll(/\r?\n/g, '\\n')}"`,
    `WEBHOOK_SECRET=${credentials.webhookSecret}`,
    `GITHUB_CLIENT_ID=${credentials.clientId}`,
    `GITHUB_CLIENT_SECRET=${credentials.clientSecret}`,
    '',
  ].join('\n');
}

/**
 * Writes `.env` into the data folder, readable by its owner alone. Null where that cannot be done, an earlier file
 * included: credentials that somebody wrote are not ours to replace.
 */
export async function writeEnvironmentFile(dataDir: string, lines: string): Promise<string | null> {
  const path = join(dataDir, '.env');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(path, lines, { flag: 'wx', mode: 0o600 });
    return path;
  } catch {
    return null;
  }
}
