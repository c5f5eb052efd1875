import { Webhooks } from '@octokit/webhooks';
import type { Logger } from 'pino';
import type { Options, Probot } from 'probot';
import { createProbot } from 'probot';

/** Verifies deliveries and hands them to the app function; what the webhook endpoint needs of Probot. */
export interface Receiver {
  verify(payload: string, signature: string): Promise<boolean>;
  /** resolves when the app function has stored it, rejects with its error otherwise */
  receive(delivery: { id: string; name: string; payload: object }): Promise<void>;
}

/**
 * Probot makes an authenticated Octokit for each event, which costs as much as all the rest of taking a delivery in. The
 * app function uses none: it only stores, and GitHub is spoken to elsewhere.
 */
class NoOctokit {
  readonly hook = { before: (): void => undefined };

  static defaults(): typeof NoOctokit {
    return NoOctokit;
  }

  async auth(): Promise<this> {
    return this;
  }
}

/**
 * GitHub's signature check and Probot's events, behind our own HTTP server: Probot's own one takes bodies of any size,
 * logs whole payloads and answers only after its handlers.
 */
export async function createReceiver(options: {
  appId: number;
  privateKey: string;
  webhookSecret: string;
  log: Logger;
  app: (probot: Pick<Probot, 'onAny'>) => void;
}): Promise<Receiver> {
  const probot = createProbot({
    // Nothing of the process' environment: all of it comes from `config/environment.ts`.
    env: {},
    overrides: {
      appId: options.appId,
      privateKey: options.privateKey,
      secret: options.webhookSecret,
      // These members are all that Probot touches where no handler asks for more; a release that wants others fails our tests.
      Octokit: NoOctokit as unknown as NonNullable<Options['Octokit']>,
      // Probot logs each failure again, with the stack of its own path; the webhook endpoint has said it already.
      log: options.log.child({}, { level: 'fatal' }),
    },
  });
  await probot.load(async (loaded) => options.app(loaded));
  const webhooks = new Webhooks({ secret: options.webhookSecret });
  return {
    verify: (payload, signature) => webhooks.verify(payload, signature),
    receive: (delivery) =>
      // The names that Probot's types list are those of a release of GitHub's; newer ones are taken in as well.
      probot.receive(delivery as Parameters<Probot['receive']>[0]),
  };
}
