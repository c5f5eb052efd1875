import type { AuditedDecision } from '../../journey/decisions.ts';

/** Decisions that are looked back upon in one issue; the export has all of them. */
const AUDITED_MAX = 8;

/** Eight weeks later: what came of what was decided. '' for nothing. */
export function renderAudit(decisions: readonly AuditedDecision[]): string {
  if (decisions.length === 0) return '';
  const shown = decisions.slice(0, AUDITED_MAX);
  const more = decisions.length - shown.length;
  return [
    '| decided | cluster | what | shipped | reports before | after | change (95 %) |',
    '| --- | --- | --- | --- | ---: | ---: | --- |',
    ...shown.map(row),
    ...(more > 0 ? ['', `And ${more} more, which \`fullcircle export\` lists.`] : []),
  ].join('\n');
}

function row({ clusterId, decision, decidedAt, shipped, before, after, ratio }: AuditedDecision): string {
  const promised = decision !== 'decline' && decision !== 'defer';
  return `| ${decidedAt.toISOString().slice(0, 10)} | c${clusterId} | ${decision} | ${promised ? (shipped ? 'yes' : 'no') : ''} | ${before} | ${after} | ${changeText(ratio)} |`;
}

function changeText({ value, interval, note }: AuditedDecision['ratio']): string {
  if (interval === null) return note ?? 'unknown';
  const [low, high] = interval;
  const times = value === null ? '' : `${value.toFixed(2)} times `;
  return `${times}(${low.toFixed(2)} to ${high === null ? '?' : high.toFixed(2)})`;
}
