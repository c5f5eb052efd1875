import { z } from 'zod';
import type { GitHub } from '../github.ts';

const appSchema = z.looseObject({ id: z.number(), slug: z.string(), name: z.string() });

export interface OwnIdentity {
  appId: number;
  slug: string;
  name: string;
  /** login of the app's bot account in REST and webhooks: `fullcircle[bot]` */
  botLogin: string;
}

/** Who this app is on GitHub. Needs the app's own client. */
export async function readOwnIdentity(app: GitHub): Promise<OwnIdentity> {
  const answer = await app.read('GET /app', {});
  const { id, slug, name } = appSchema.parse(answer.data);
  return { appId: id, slug, name, botLogin: `${slug}[bot]` };
}
