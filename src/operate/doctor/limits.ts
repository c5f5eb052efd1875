import type { Clients } from '../../github/client.ts';
import { Gone, Limited, PermissionMissing, Unauthorised } from '../../github/errors.ts';
import { readRateLimit } from '../../github/facts/rate-limit.ts';
import type { InstallationRow } from '../../store/interface/installed.ts';
import type { Check } from '../doctor.ts';

/** Each costs a token and a request: a look must not take minutes. */
const INSTALLATIONS_ASKED_MAX = 20;

/** Whether GitHub lets the app work for its installations: access, and what is left of the hour. Fine ones say nothing. */
export async function checkLimits(
  clients: Clients | null,
  rows: readonly Pick<InstallationRow, 'id' | 'login' | 'suspended'>[],
): Promise<Check[]> {
  if (clients === null) return [];
  const asked = rows.filter(({ suspended }) => !suspended).slice(0, INSTALLATIONS_ASKED_MAX);
  const checks = await Promise.all(asked.map((row) => checkLimit(clients, row)));
  return checks.filter((check) => check !== null);
}

async function checkLimit(
  clients: Clients,
  { id, login }: Pick<InstallationRow, 'id' | 'login'>,
): Promise<Check | null> {
  const name = `limit ${login}`;
  const usedUp = (what: string, until: Date): Check => ({
    name,
    status: 'note',
    message: `${what} until ${until.toISOString().slice(11, 16)} UTC`,
    advice: 'Nothing is lost: the app goes on by itself then. Where it happens often, see what else uses it.',
  });
  try {
    const { limit, remaining, resetAt } = await readRateLimit(clients.forInstallation(id));
    return remaining > 0 ? null : usedUp(`all ${limit} requests of the hour are used up`, resetAt);
  } catch (error) {
    if (error instanceof Limited) return usedUp('GitHub lets the app wait', error.resumeAt);
    const refused = [Gone, Unauthorised, PermissionMissing].some((kind) => error instanceof kind);
    const reason = error instanceof Error ? error.message : String(error);
    return refused
      ? {
          name,
          status: 'failed',
          message: `GitHub gives no access for it: ${reason}`,
          advice:
            'It may have been uninstalled or suspended without the app hearing of it: see the page of the App, then restart the app.',
        }
      : { name, status: 'note', message: `could not be asked: ${reason}`, advice: null };
  }
}
