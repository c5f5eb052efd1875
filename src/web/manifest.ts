import { parse } from 'yaml';
import { z } from 'zod';

/** The callback that GitHub sends the browser to after registering. */
export const SETUP_CALLBACK_PATH = '/setup/callback';

/** Where the dashboard's sign-in comes back to; registered with the App so that nobody has to add it by hand. */
export const SIGN_IN_CALLBACK_PATH = '/auth/callback';

const appYmlSchema = z.object({
  name: z.string(),
  description: z.string(),
  url: z.url().optional(),
  public: z.boolean().default(false),
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

/** What the app asks for and why is written in `app.yml`; this is what it says. */
export type AppFile = z.infer<typeof appYmlSchema>;

export function parseAppFile(appYml: string): AppFile {
  return appYmlSchema.parse(parse(appYml));
}

/** Where GitHub sends the browser of whoever has just installed the app. */
export const INSTALLED_PATH = '/setup/installed';

/** What registers the App: https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export interface Manifest {
  name: string;
  description: string;
  url: string;
  /** whether accounts other than its owner's may install it */
  public: boolean;
  hook_attributes: { url: string; active: true };
  redirect_url: string;
  callback_urls: string[];
  setup_url: string;
  default_permissions: Record<string, string>;
  default_events: string[];
}

/**
 * The manifest of `app.yml` for one address of this server. The App is private to its owner unless the file says otherwise, and deliveries
 * go to the webhook path (or to the proxy that passes them on), never to `/`.
 *
 * @param base origin without a trailing slash
 */
export function createManifest(
  appYml: string,
  addresses: { base: string; webhookPath: string; webhookProxyUrl: string | null },
): Manifest {
  const app = parseAppFile(appYml);
  return {
    name: app.name,
    description: app.description,
    url: app.url ?? addresses.base,
    public: app.public,
    hook_attributes: {
      url: addresses.webhookProxyUrl ?? addresses.base + addresses.webhookPath,
      active: true,
    },
    redirect_url: addresses.base + SETUP_CALLBACK_PATH,
    callback_urls: [addresses.base + SIGN_IN_CALLBACK_PATH],
    setup_url: addresses.base + INSTALLED_PATH,
    default_permissions: app.default_permissions,
    default_events: app.default_events,
  };
}
