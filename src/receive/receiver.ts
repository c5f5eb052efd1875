import { Webhooks } from '@octokit/webhooks';
import type { Logger } from 'pino';
import type { Probot } from 'probot';
import { createProbot } from 'probot';

/** Verifies deliveries and hands them to the app function; what the webhook endpoint needs of Probot. */
export interface Receiver {
  verify(payload: string, signature: string): Promise<boolean>;
  /** resolves when the app function has stored it, rejects with its error otherwise */
  receive(delivery: { id: string; name: string; payload: object }): Promise<void>;
}

/**
 * GitHub's signature check and Probot's events, behind our own HTTP server: Probot's own one takes bodies of any size,
 * logs whole payloads and answers only after its handlers.
 */
export async function createReceiver(options: {
  appId: number;
  privateKey: string;
  webhookSecret: string;
  /** REST address of GitHub, Enterprise Servers included */
  baseUrl: string;
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
      baseUrl: options.baseUrl,
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
