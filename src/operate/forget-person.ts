import { z } from 'zod';
import { LOGIN } from '../loop/redact.ts';
import type { PersonForgotten } from '../store/interface/people.ts';
import type { Store } from '../store/store.ts';
import { UserError } from '../user-error.ts';
import type { Operation } from './operation.ts';

const request = z.object({
  login: z.string(),
  /** null: all of them */
  installationId: z.number().int().positive().nullable(),
  dryRun: z.boolean(),
});
const result = z.object({
  login: z.string(),
  dryRun: z.boolean(),
  installations: z.array(
    z.object({
      id: z.number(),
      accounts: z.number(),
      rows: z.record(z.string(), z.number()),
      namedInConfigOf: z.array(z.string()),
    }),
  ),
});
export type ForgottenEverywhere = z.infer<typeof result>;

/** Takes a person out of everything that is stored, embedded files included, and keeps them out. */
export const forgetPerson: Operation<z.infer<typeof request>, ForgottenEverywhere> = {
  name: 'forget.person',
  request,
  result,
  run: (which, { store, clock }) => forgetEverywhere(store, which, clock.now()),
};

/** As people write it: also with an `@`. */
const GIVEN = new RegExp(`^@?(${LOGIN})$`, 'i');

/**
 * Takes a person out of an installation, or out of all of them; a dry run only reads. Once more finds nothing.
 * @throws UserError where it is no login, no such installation, or the account that the app is installed on
 */
export async function forgetEverywhere(
  store: Pick<Store, 'operator' | 'forInstallation'>,
  { login: given, installationId, dryRun }: z.infer<typeof request>,
  now: Date,
): Promise<ForgottenEverywhere> {
  const [, login] = GIVEN.exec(given) ?? [];
  if (login === undefined) throw new UserError(`${JSON.stringify(given)} is no login of GitHub.`);
  const all = (await store.operator.installations()).filter(
    ({ id }) => installationId === null || id === installationId,
  );
  if (installationId !== null && all.length === 0) {
    throw new UserError(`There is no installation ${installationId}.`);
  }
  for (const row of all) {
    if (row.login.toLowerCase() !== login.toLowerCase()) continue;
    throw new UserError(
      `Installation ${row.id} is ${row.login}'s own: "fullcircle forget --installation ${row.id}" deletes all of it.`,
    );
  }
  const installations: (PersonForgotten & { id: number })[] = [];
  for (const { id } of all) {
    const { people } = store.forInstallation(id);
    installations.push({ id, ...(dryRun ? await people.find(login) : await people.forget(login, now)) });
  }
  return { login, dryRun, installations };
}
