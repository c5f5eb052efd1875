import type { AuditedDecision } from '../../journey/decisions.ts';
import type { RecordedCluster } from '../../record.ts';
import { threadTitle } from '../../render/title.ts';

/** Decisions that are looked back upon in one issue; the export has all of them. */
export const AUDITED_MAX = 8;

const TITLE_CHARACTERS_MAX = 60;

/**
 * Eight weeks later: what came of what was decided, was it done, were its reporters told, and are there fewer reports?
 * '' for nothing.
 * @param clusters as far as they may be shown: what is not among them is left out
 */
export function renderAudit(
  decisions: readonly AuditedDecision[],
  clusters: readonly RecordedCluster[],
  titleOf: (clusterId: number) => string | null,
): string {
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const audited = decisions.flatMap((decision) => {
    const cluster = byId.get(decision.clusterId);
    return cluster === undefined ? [] : [{ decision, cluster }];
  });
  if (audited.length === 0) return '';
  const shown = audited.slice(0, AUDITED_MAX);
  const more = audited.length - shown.length;
  return [
    'Decisions older than eight weeks, with the reports of the four weeks before each and of the four after it.',
    '',
    '| decided | problem | what | done | told | before | after | change (95 %) |',
    '| --- | --- | --- | --- | --- | ---: | ---: | --- |',
    ...shown.map(({ decision, cluster }) => row(decision, cluster, titleOf(cluster.id))),
    ...(more > 0 ? ['', `And ${more} more, which \`fullcircle export\` lists.`] : []),
  ].join('\n');
}

function row(
  { clusterId, decision, decidedAt, shipped, before, after, ratio }: AuditedDecision,
  { notices }: RecordedCluster,
  title: string | null,
): string {
  const promised = decision !== 'decline';
  const told = notices.filter(({ toldAt }) => toldAt !== null).length;
  const cells = [
    decidedAt.toISOString().slice(0, 10),
    title === null ? `c${clusterId}` : `c${clusterId} ${threadTitle(title, TITLE_CHARACTERS_MAX)}`,
    decision,
    promised ? (shipped ? 'yes' : 'no') : 'nothing to do',
    notices.length === 0 ? 'nobody to tell' : `${told} of ${notices.length}`,
    before,
    after,
    changeText(ratio),
  ];
  return `| ${cells.join(' | ')} |`;
}

function changeText({ value, interval, note }: AuditedDecision['ratio']): string {
  if (interval === null) return note ?? 'unknown';
  const [low, high] = interval;
  const times = value === null ? '' : `${value.toFixed(2)} times `;
  return `${times}(${low.toFixed(2)} to ${high === null ? '?' : high.toFixed(2)})`;
}
