import type { Adapter } from './adapter.ts';
import { discord } from './discord.ts';
import { generic } from './generic.ts';
import { intercom } from './intercom.ts';
import { slack } from './slack.ts';
import { stackOverflow } from './stack-overflow.ts';
import { zendesk } from './zendesk.ts';

/** Channels whose messages are taken as they are: `/api/signals/INSTALLATION_ID?from=NAME`. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  discord,
  slack,
  zendesk,
  intercom,
  stackoverflow: stackOverflow,
  json: generic,
};
