import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

const appSchema = z.looseObject({
  id: z.number(),
  slug: z.string(),
  name: z.string(),
  html_url: z.string(),
  permissions: z.record(z.string(), z.string()).catch({}),
  events: z.array(z.string()).catch([]),
});

/** The App as it is registered on GitHub, which may differ from what its manifest asked for. */
export interface OwnRegistration {
  appId: number;
  slug: string;
  name: string;
  /** page of the App on GitHub */
  htmlUrl: string;
  permissions: Record<string, string>;
  events: string[];
  /** GitHub's clock when it answered; null where it did not tell */
  date: Date | null;
}

/** How the App is registered. Needs the app's own client. */
export async function readOwnRegistration(app: GitHub): Promise<OwnRegistration> {
  const { data, headers } = await app.read('GET /app', {});
  const { id, slug, name, html_url: htmlUrl, permissions, events } = appSchema.parse(data);
  const date = new Date(headers.date ?? '');
  return {
    appId: id,
    slug,
    name,
    htmlUrl,
    permissions,
    events,
    date: Number.isNaN(date.getTime()) ? null : date,
  };
}

const hookSchema = z.looseObject({
  url: z.string().optional(),
  content_type: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

/** Where GitHub sends the App's webhooks; null where it has none. */
export async function readHookConfig(
  app: GitHub,
): Promise<{ url: string; contentType: string; checksCertificates: boolean } | null> {
  try {
    const { url, content_type, insecure_ssl } = hookSchema.parse(
      (await app.read('GET /app/hook/config', {})).data,
    );
    if (url === undefined) return null;
    return {
      url,
      contentType: content_type ?? 'form',
      checksCertificates: String(insecure_ssl ?? '0') === '0',
    };
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}
