import { readFileSync } from 'node:fs';
import { readPrivateKey } from './private-key.ts';
import type { Variables } from './variables.ts';

/** Probot's own stand-in for a missing secret: known to everybody. */
const WEBHOOK_SECRET_PUBLIC = 'development';

/** What the app is to GitHub. Without credentials it only serves the set-up page. */
export type Credentials =
  | { kind: 'setup' }
  | {
      kind: 'app';
      appId: number;
      /** PEM, PKCS#1 or PKCS#8 */
      privateKey: string;
      webhookSecret: string;
    };

/** Any of the variables being set means with credentials; then all of them have to be right. */
export function readCredentials(variables: Variables): Credentials {
  const names = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET'];
  if (names.every((name) => variables.text(name) === null)) return { kind: 'setup' };
  return {
    kind: 'app',
    appId: readAppId(variables),
    privateKey: readPrivateKey(variables, (path) => readFileSync(path, 'utf8')),
    webhookSecret: readWebhookSecret(variables),
  };
}

function readAppId(variables: Variables): number {
  if (variables.text('APP_ID') === null) {
    variables.refuse('APP_ID', 'is not set', 'set it to the number on the settings page of the GitHub App');
    return 0;
  }
  return variables.integer('APP_ID', { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? 0;
}

function readWebhookSecret(variables: Variables): string {
  const secret = variables.secret('WEBHOOK_SECRET');
  if (secret === null || secret === WEBHOOK_SECRET_PUBLIC) {
    variables.refuse(
      'WEBHOOK_SECRET',
      secret === null ? 'is not set or empty' : 'is the default that everybody knows',
      'set a long random one, the same as in the settings of the GitHub App',
    );
  }
  return secret ?? '';
}
