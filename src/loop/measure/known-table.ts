import { auditDecisions } from '../journey/decisions.ts';
import { type Frame, frameOf, type MeasureSettings } from '../measured.ts';
import { present } from '../present.ts';
import { clusterName } from '../record/problems.ts';
import type { ProjectRecord, RecordedCluster, RecordedThread } from '../record.ts';
import { neutralisePlain } from '../render/neutralise.ts';
import type { MadeDecision } from '../triage/agenda.ts';
import { csvCell } from './table.ts';

/** What is known one by one, beside the figures over it. */
export const KNOWN_TABLES = ['decisions', 'clusters', 'notices'] as const;
export type KnownTableName = (typeof KNOWN_TABLES)[number];

type Cell = string | number | boolean | null;

/** Rows of a table, each with the same columns; times in ISO 8601, what is unknown or never was is null. */
export interface KnownTable {
  name: KnownTableName;
  rows: readonly Readonly<Record<string, Cell>>[];
}

/** Longest reason or address in a Markdown table. */
const CELL_CHARACTERS_MAX = 200;

/**
 * A table of decisions (with what came of those that are eight weeks old), clusters or notices. Texts of threads are in
 * none of them.
 * @param decisions all that stand
 */
export function knownTable(
  name: KnownTableName,
  record: ProjectRecord,
  decisions: readonly MadeDecision[],
  settings: MeasureSettings,
): KnownTable {
  const frame = frameOf(record, settings);
  const rowsOf = {
    decisions: () => decisionRows(frame, decisions),
    clusters: () => (record.clusters ?? []).map((cluster) => clusterRow(cluster, frame)),
    notices: () => (record.clusters ?? []).flatMap((cluster) => noticeRows(cluster, frame)),
  };
  return { name, rows: rowsOf[name]() };
}

function decisionRows(frame: Frame, decisions: readonly MadeDecision[]): KnownTable['rows'] {
  const notices = new Map((frame.lives ?? []).map((cluster) => [cluster.id, cluster.notices]));
  const audits = new Map((auditDecisions(frame) ?? []).map((audit) => [audit.clusterId, audit]));
  return decisions
    .filter(({ at }) => at < frame.asOf)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1))
    .map(({ week, clusterId, action, reason, by, functions, at }) => {
      const audit = audits.get(clusterId);
      const isAudited = audit?.decision === action && audit.decidedAt.getTime() === at.getTime();
      const audited = isAudited ? audit : null;
      return {
        week,
        cluster: `c${clusterId}`,
        action,
        reason,
        by: by.login,
        functions: functions.join(' '),
        at: at.toISOString(),
        shipped: audited === null ? null : audited.shipped,
        eligible: audited === null ? null : (notices.get(clusterId)?.length ?? 0),
        told:
          audited === null
            ? null
            : (notices.get(clusterId)?.filter(({ toldAt }) => toldAt !== null).length ?? 0),
        reportsBefore: audited === null ? null : audited.before,
        reportsAfter: audited === null ? null : audited.after,
        ratio: audited === null ? null : audited.ratio.value,
        ratioLow: audited?.ratio.interval?.[0] ?? null,
        ratioHigh: audited?.ratio.interval?.[1] ?? null,
      };
    });
}

function clusterRow(cluster: RecordedCluster, { problems, record }: Frame): KnownTable['rows'][number] {
  const { id, notices } = cluster;
  const decision = cluster.decisions.at(-1) ?? null;
  const problem = problems.get(id);
  const threads = problem?.threads ?? [];
  return {
    cluster: clusterName(id),
    threads: threads.map((thread) => placeOf(thread, record)).join(' '),
    openedAt: iso(problem?.openedAt ?? null),
    reporters: problem?.reporters.size ?? 0,
    severity: cluster.severity.value,
    severityInferred: cluster.severity.inferred,
    themes: cluster.themes.join(', '),
    decision: decision?.action ?? null,
    decidedAt: iso(decision?.at ?? null),
    fixedAt: iso(cluster.fixedAt),
    releasedAt: iso(cluster.releasedAt),
    documentedAt: iso(cluster.documentedAt),
    taughtAt: iso(cluster.taughtAt),
    taughtUrl: cluster.taughtUrl,
    cameBackAt: iso(cluster.returns.at(-1)?.at ?? null),
    eligible: notices.length,
    told: notices.filter(({ toldAt }) => toldAt !== null).length,
    verified: notices.filter(({ verifiedAt }) => verifiedAt !== null).length,
    stillBroken: notices.filter(({ stillBrokenAt }) => stillBrokenAt !== null).length,
  };
}

/** `owner/name#12`, or the channel of a report from elsewhere. */
function placeOf({ repositoryId, number, channel }: RecordedThread, { repositories }: ProjectRecord): string {
  const home = repositories.find(({ id }) => id === repositoryId);
  return home === undefined ? channel : `${home.owner}/${home.name}#${number}`;
}

function noticeRows({ id, notices }: RecordedCluster, { record }: Frame): KnownTable['rows'] {
  return notices.map(({ person, eligibleAt, toldAt, verifiedAt, stillBrokenAt }) => ({
    cluster: `c${id}`,
    person: (person.id === null ? null : record.logins.get(person.id)) ?? null,
    eligibleAt: iso(eligibleAt),
    toldAt: iso(toldAt),
    verifiedAt: iso(verifiedAt),
    stillBrokenAt: iso(stillBrokenAt),
  }));
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

export function knownTableJson({ name, rows }: KnownTable): string {
  return `${JSON.stringify({ [name]: rows }, null, 2)}\n`;
}

/** After RFC 4180, with a header line; empty where there are no rows. */
export function knownTableCsv({ rows }: KnownTable): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    columns.map((column) => csvCell(textOrNumber(present(row[column])))).join(','),
  );
  return rows.length === 0 ? '' : `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function textOrNumber(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell;
}

/** As Markdown that mentions nobody. */
export function knownTableMarkdown({ name, rows }: KnownTable): string {
  const title = `# ${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (rows.length === 0) return `${title}\n\nNone.\n`;
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: Cell | undefined): string =>
    value === null || value === undefined
      ? ''
      : neutralisePlain(String(textOrNumber(value)), { inline: true, maxCharacters: CELL_CHARACTERS_MAX });
  return `${[
    title,
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${columns.map((column) => cell(row[column])).join(' | ')} |`),
  ].join('\n')}\n`;
}
