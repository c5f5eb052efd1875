import { z } from 'zod';
import type { Environment } from '../config/environment.ts';
import { DatabaseUnavailable, DiskFull } from '../store/errors.ts';
import type { OpenStore } from '../store/open-store.ts';
import { intakeSecret } from '../web/intake-secret.ts';
import { checkGitHub, clientsOf } from './doctor/github.ts';
import { checkLanguageModel } from './doctor/language-model.ts';
import { checkLimits } from './doctor/limits.ts';
import { readAppFile } from './open-parts.ts';
import type { Operation } from './operation.ts';
import { type InstallationStanding, standings } from './standing.ts';

/** One thing that was looked at. `advice`: what to do; null where nothing has to be done. */
export const check = z.object({
  name: z.string(),
  status: z.enum(['ok', 'note', 'failed']),
  message: z.string(),
  advice: z.string().nullable(),
});
export type Check = z.infer<typeof check>;

const installation = z.object({
  id: z.number(),
  account: z.string(),
  suspended: z.boolean(),
  triageRepository: z.string().nullable(),
  permissionsMissing: z.array(z.string()),
  configProblems: z.array(z.object({ repository: z.string(), problems: z.array(z.string()) })),
  /** for outside channels; null without INTAKE_SECRET */
  intakeSecret: z.string().nullable(),
});

const result = z.object({ checks: z.array(check), installations: z.array(installation) });
export type Diagnosis = z.infer<typeof result>;

/** Looks at everything that the app needs and says what to do about what is missing. */
export const doctor: Operation<Record<string, never>, Diagnosis> = {
  name: 'doctor',
  request: z.object({}),
  result,
  async run(_, { environment, store, clock, log }) {
    const now = clock.now();
    const writing = await tryWriting(store);
    const { byState, backlogAgeMs } = await store.inbox.counts(now);
    const effects = await store.outbox.counts(now);
    const database: Check[] = [
      {
        name: 'database',
        status: 'ok',
        message: `${store.engine}, schema ${await store.operator.schemaVersion()}`,
        advice: null,
      },
      ...writing,
      backlog(byState.dead, backlogAgeMs),
      unsent(effects.byState.failed, effects.oldestPendingMs),
    ];
    const rows = await standings(store, readAppFile().default_permissions);
    const clients = clientsOf(environment, log);
    const installations = rows.map(({ row, triageRepository, permissionsMissing, configProblems }) => ({
      id: row.id,
      account: row.login,
      suspended: row.suspended,
      triageRepository,
      permissionsMissing,
      configProblems,
      intakeSecret: environment.intakeSecret === null ? null : intakeSecret(environment.intakeSecret, row.id),
    }));
    return {
      checks: [
        ...configured(environment),
        ...database,
        ...(await checkGitHub(environment, log, clients)),
        ...(await checkLimits(
          clients,
          rows.map(({ row }) => row),
        )),
        ...(await checkLanguageModel(environment, log)),
        ...rows.flatMap((standing) => checkInstallation(standing)),
      ],
      installations,
    };
  },
};

/** A full disk, or a server that became a standby, reads well: so it is written to. Says nothing where that went well. */
async function tryWriting(store: Pick<OpenStore, 'tryWriting'>): Promise<Check[]> {
  try {
    await store.tryWriting();
    return [];
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return [
      {
        name: 'writing',
        status: 'failed',
        message: error.message,
        advice:
          error instanceof DiskFull
            ? 'Make room on it. The app goes on by itself, and asks for the deliveries that it could not store.'
            : 'Let it take writes again, or give the address of the primary server in DATABASE_URL.',
      },
    ];
  }
}

/** Beyond the budgets of an hour, something holds effects back. */
const UNSENT_MAX_MS = 60 * 60 * 1000;

function unsent(failed: number, oldestMs: number): Check {
  const name = 'effects';
  if (failed > 0) {
    return {
      name,
      status: 'note',
      message: `${failed} could not be carried out on GitHub`,
      advice: 'The dashboard\'s page "Outbox" has the reason of each; a missing permission is named below.',
    };
  }
  if (oldestMs > UNSENT_MAX_MS) {
    return {
      name,
      status: 'note',
      message: `the oldest waits for ${Math.round(oldestMs / 60_000)} min`,
      advice:
        'A budget or a limit of GitHub holds it back (fullcircle_pauses_total says which), or no process sends.',
    };
  }
  return { name, status: 'ok', message: 'none failed, none waits for long', advice: null };
}

/** What the environment leaves out, one note each. */
export function configured(environment: Environment): Check[] {
  return [
    { name: 'environment', status: 'ok', message: 'every variable is usable', advice: null },
    ...environment.notes.map(
      (message): Check => ({ name: 'environment', status: 'note', message, advice: null }),
    ),
  ];
}

/** Older than this, something does not keep up. */
const BACKLOG_MAX_MS = 60_000;

function backlog(dead: number, ageMs: number): Check {
  const name = 'deliveries';
  if (dead > 0) {
    return {
      name,
      status: 'note',
      message: `${dead} could not be processed`,
      advice: 'See the log for the reasons, then run "fullcircle replay --dead".',
    };
  }
  if (ageMs > BACKLOG_MAX_MS) {
    return {
      name,
      status: 'note',
      message: `the oldest waits for ${Math.round(ageMs / 1000)} s`,
      advice: 'Start the app, or a process with ROLE=worker.',
    };
  }
  return { name, status: 'ok', message: 'none waits', advice: null };
}

function checkInstallation(standing: InstallationStanding): Check[] {
  const { row, permissionsMissing, configProblems, triageRepository, whyPlaceless } = standing;
  const name = `installation ${row.login}`;
  if (row.suspended) {
    return [{ name, status: 'note', message: 'suspended by its owner', advice: null }];
  }
  const found: Check[] = [];
  if (permissionsMissing.length > 0) {
    found.push({
      name,
      status: 'failed',
      message: `has not granted ${permissionsMissing.join(', ')}`,
      advice: 'An owner accepts the new permissions in the settings of the account under "GitHub Apps".',
    });
  }
  if (triageRepository === null) {
    found.push({
      name,
      status: 'note',
      message: `no weekly issue: ${whyPlaceless}`,
      advice:
        "Set triage.repository in .github/fullcircle.yml of the organisation's .github repository to one that has the app, and issues.",
    });
  }
  for (const { repository, problems } of configProblems) {
    found.push({
      name,
      status: 'note',
      message: `the config of ${repository} has problems: ${problems.join('; ')}`,
      advice: 'Correct .github/fullcircle.yml there; docs/configuration.md lists every key.',
    });
  }
  if (found.length > 0) return found;
  return [{ name, status: 'ok', message: `weekly issue in ${triageRepository}`, advice: null }];
}
