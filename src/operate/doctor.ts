import { z } from 'zod';
import type { Environment } from '../config/environment.ts';
import { intakeSecret } from '../web/intake-secret.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkGitHub, clientsOf } from './doctor/github.ts';
import { checkLanguageModel } from './doctor/language-model.ts';
import { checkLimits } from './doctor/limits.ts';
import { checkMatching } from './doctor/matching.ts';
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
        ...(await checkDatabase(store, now)),
        ...(await checkGitHub(environment, log, clients)),
        ...(await checkLimits(
          clients,
          rows.map(({ row }) => row),
        )),
        ...(await checkLanguageModel(environment, log)),
        ...rows.flatMap((standing) => checkInstallation(standing)),
        ...(await checkMatching(
          store,
          rows.map(({ row }) => row),
          environment.github,
          now,
        )),
      ],
      installations,
    };
  },
};

/** What the environment leaves out, one note each. */
export function configured(environment: Environment): Check[] {
  return [
    { name: 'environment', status: 'ok', message: 'every variable is usable', advice: null },
    ...environment.notes.map(
      (message): Check => ({ name: 'environment', status: 'note', message, advice: null }),
    ),
  ];
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
