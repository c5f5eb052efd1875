import { z } from 'zod';
import {
  KNOWN_TABLES,
  knownTable,
  knownTableCsv,
  knownTableJson,
  knownTableMarkdown,
} from '../loop/measure/known-table.ts';
import { metricsMarkdown } from '../loop/measure/markdown.ts';
import { periodBounds } from '../loop/measure/periods.ts';
import { roundupMarkdown, roundupOf } from '../loop/measure/roundup.ts';
import { metricsCsv, metricsJson } from '../loop/measure/table.ts';
import { measure } from '../loop/measure.ts';
import { triageRepository } from '../loop/triage/place.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import { knownRepositories } from '../store/known-repository.ts';
import { UserError } from '../user-error.ts';
import type { Operation, OperationParts } from './operation.ts';

const request = z.object({
  /** null: the only one there is */
  installationId: z.number().int().positive().nullable(),
  format: z.enum(['json', 'csv', 'md']),
  /** `metrics`: everything that is measured; `roundup`: what a community did in a month; the others one by one */
  what: z.enum(['metrics', 'roundup', ...KNOWN_TABLES]),
  /** as of the end of this quarter (`2026-Q4`) or month (`2026-11`), or of now while it lasts; null: now */
  period: z.string().nullable(),
});
type Request = z.infer<typeof request>;
const result = z.object({ installationId: z.number() });

/** Everything that is measured of an installation. For its operator private repositories are included, but in a roundup. */
export const measures: Operation<Request, z.infer<typeof result>> = {
  name: 'measures',
  request,
  result,
  async run(wanted, parts, listener) {
    const tenant = parts.store.forInstallation(await chosen(wanted.installationId, parts));
    await listener.text(await textOf(tenant, wanted, parts.clock.now()));
    return { installationId: tenant.installationId };
  },
};

async function chosen(installationId: number | null, { store }: OperationParts): Promise<number> {
  const there = (await store.operator.installations()).filter(({ goneAt }) => goneAt === null);
  if (installationId !== null) {
    if (there.some(({ id }) => id === installationId)) return installationId;
    throw new UserError(`There is no installation ${installationId}. Those that are there: ${names(there)}.`);
  }
  const [only, other] = there;
  if (only === undefined) throw new UserError('The app is not installed anywhere yet.');
  if (other !== undefined)
    throw new UserError(`Say which installation with --installation: ${names(there)}.`);
  return only.id;
}

function names(installations: readonly { id: number; login: string }[]): string {
  return installations.map(({ id, login }) => `${id} (${login})`).join(', ') || 'none';
}

async function textOf(
  tenant: InstallationStore,
  { format, what, period }: Request,
  now: Date,
): Promise<string> {
  const repositories = await knownRepositories(tenant);
  const place = triageRepository(repositories) ?? repositories[0];
  if (place === undefined) throw new UserError('The installation has no repositories.');
  const { settings } = place;
  const window = period === null ? null : periodBounds(period, settings.triage.timezone);
  if (period !== null && window === null) {
    throw new UserError(
      `${JSON.stringify(period)} is no quarter such as 2026-Q4 and no month such as 2026-11.`,
    );
  }
  if (window !== null && window.from > now) throw new UserError(`${period} has not begun yet.`);
  const asOf = window === null || window.until > now ? now : window.until;
  // A roundup is made to be published.
  const visible =
    what === 'roundup' ? repositories.filter((each) => !each.private).map(({ id }) => id) : null;
  const record = await tenant.record({ asOf, visible, audience: settings.audience });
  if (what === 'roundup') {
    if (period === null || window === null) throw new UserError('A roundup is of a month such as 2026-11.');
    const month = roundupOf(record, settings, { name: period, window: { ...window, until: asOf } });
    return format === 'json' ? `${JSON.stringify(month, null, 2)}\n` : roundupMarkdown(month);
  }
  if (what !== 'metrics') {
    const table = knownTable(what, record, await tenant.decisions(null), settings);
    return { json: knownTableJson, csv: knownTableCsv, md: knownTableMarkdown }[format](table);
  }
  const all = measure(record, settings);
  if (format === 'json') return metricsJson(all);
  if (format === 'csv') return metricsCsv(all);
  return metricsMarkdown(all, period === null ? undefined : `Report ${period}`);
}
