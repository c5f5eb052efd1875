import { z } from 'zod';
import { exportData } from '../store/export-data.ts';
import type { OpenStore } from '../store/open-store.ts';
import { tellLines } from './database.ts';
import type { Operation } from './operation.ts';

const request = z.object({
  /** null: all of them */
  installationId: z.number().int().positive().nullable(),
});
const result = z.object({ lines: z.number() });

/** What is known of each installation as JSON lines: threads with their number of comments, decisions, effects. */
export const exportKnown: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'export',
  request,
  result,
  async run({ installationId }, { store }, listener) {
    return { lines: await tellLines(knownLines(store, installationId), listener) };
  },
};

/** Tables in the order of the export, and what each of their rows is called. Texts of people stay where they are. */
const KINDS: Readonly<Record<string, { kind: string; fields: readonly string[] }>> = {
  installations: {
    kind: 'installation',
    fields: ['installationId', 'login', 'accountType', 'installedAt', 'goneAt', 'suspended'],
  },
  repositories: {
    kind: 'repository',
    fields: ['installationId', 'repositoryId', 'owner', 'name', 'private', 'archived'],
  },
  items: {
    kind: 'item',
    fields: [
      'installationId',
      'repositoryId',
      'number',
      'type',
      'title',
      'author',
      'authorRole',
      'roleInferred',
      'state',
      'stateReason',
      'labels',
      'stage',
      'stageSource',
      'kind',
      'kindSource',
      'severity',
      'severitySource',
      'themes',
      'createdAt',
      'closedAt',
      'deletedAt',
    ],
  },
  judgements: {
    kind: 'decision',
    fields: ['installationId', 'repositoryId', 'number', 'verb', 'label', 'actor', 'at'],
  },
  commands: {
    kind: 'command',
    fields: ['installationId', 'repositoryId', 'number', 'verb', 'argument', 'actor', 'triage', 'at'],
  },
  outbox: {
    kind: 'effect',
    fields: ['installationId', 'kind', 'slot', 'state', 'attempts', 'error', 'createdAt', 'settledAt'],
  },
};

const rowShape = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });

/** Comments come after the threads they belong to and are only counted, so that their lines close the list. */
async function* knownLines(store: OpenStore, installationId: number | null): AsyncGenerator<string> {
  const comments = new Map<string, number>();
  for await (const line of exportData(store)) {
    const parsed = rowShape.safeParse(JSON.parse(line));
    if (!parsed.success) continue;
    const { table, row } = parsed.data;
    if (installationId !== null && row.installationId !== installationId) continue;
    if (table === 'comments' && row.deletedAt === null) {
      const thread = JSON.stringify([row.installationId, row.repositoryId, row.number]);
      comments.set(thread, (comments.get(thread) ?? 0) + 1);
    }
    const wanted = KINDS[table];
    if (wanted !== undefined) yield JSON.stringify({ record: wanted.kind, ...chosen(row, wanted.fields) });
  }
  for (const [thread, count] of comments) {
    const [installation, repositoryId, number] = z.array(z.number()).parse(JSON.parse(thread));
    yield JSON.stringify({ record: 'comments', installationId: installation, repositoryId, number, count });
  }
}

function chosen(row: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter((field) => field in row).map((field) => [field, row[field] ?? null]),
  );
}
