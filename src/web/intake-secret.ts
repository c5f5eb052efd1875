import { createHmac } from 'node:crypto';

/**
 * The secret by which an outside channel signs what it sends for one installation (https://www.standardwebhooks.com):
 * it follows from `INTAKE_SECRET`, so nothing has to be stored, and one channel's secret tells nothing of another's.
 */
export function intakeSecret(secret: string, installationId: number): string {
  const key = createHmac('sha256', secret).update(String(installationId)).digest('base64');
  return `whsec_${key}`;
}
