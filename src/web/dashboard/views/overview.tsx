import type { Checklist } from '../../../loop/journey/checklist.ts';
import { asConfigured } from '../../../loop/measure/markdown.ts';
import type { Measured } from '../../../loop/measured.ts';
import type { RankedCluster } from '../../../loop/prioritize/ranking.ts';
import type { ListedDecision, ShownWeek } from '../../../store/interface/dashboard.ts';
import type { StageTrend } from '../insight.ts';
import { type PageRequest, pagePath, threadName, threadUrl, type View } from '../page.ts';
import { ClusterLink, type Column, MetricTable, Rows, Tag, When } from '../parts.tsx';
import { StageTrends, trendText } from './stage-trends.tsx';
import { Verdict } from './verdict.tsx';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** A longer list is a table nobody reads; the rest is with the clusters. */
const RANKED_MAX = 10;

export interface OverviewData {
  checklist: Checklist;
  week: string;
  asOf: Date;
  /** how it is known who is staff */
  staff: string;
  weeks: readonly string[];
  trends: readonly StageTrend[];
  /** null: nothing was clustered */
  ranking: readonly (RankedCluster & { title: string | null })[] | null;
  /** of the last seven days */
  decisions: readonly (ListedDecision & { title: string | null })[];
  /** the newest weekly issue */
  issue: ShownWeek | null;
  loop: readonly Measured[];
}

export const overview: View<OverviewData> = {
  async load(page) {
    const since = new Date(page.now.getTime() - WEEK_DAYS * DAY_MS);
    const { dashboard } = page.tenant;
    const [{ measures, weeks, trends }, decisions, [issue]] = await Promise.all([
      page.insight(),
      dashboard.decisions(since, page.visible),
      dashboard.weeks(page.visible, 1),
    ]);
    const ranked = measures.ranking?.slice(0, RANKED_MAX) ?? null;
    const named = [...(ranked ?? []).map(({ id }) => id), ...decisions.map(({ clusterId }) => clusterId)];
    const titles = await dashboard.titles([...new Set(named)], page.visible);
    const hidden = await hiddenOf(
      page,
      decisions.map(({ clusterId }) => clusterId).filter((id) => !titles.has(id)),
    );
    return {
      checklist: measures.checklist,
      week: measures.week,
      asOf: measures.asOf,
      staff:
        measures.staff === 'inferred' ? 'inferred from permissions' : asConfigured(measures.rolesInferred),
      weeks,
      trends,
      ranking: ranked?.map((each) => ({ ...each, title: titles.get(each.id) ?? null })) ?? null,
      decisions: decisions
        .filter(({ clusterId }) => !hidden.has(clusterId))
        .map((each) => ({ ...each, title: titles.get(each.clusterId) ?? null })),
      issue: issue ?? null,
      loop: [...measures.firstResponse, ...measures.health],
    };
  },
  title: () => 'Overview',
  body: (data, page) => (
    <>
      <h1>{page.installation.login}</h1>
      <p class="lead">
        Week {data.week}, as of <When at={data.asOf} />. Staff is {data.staff}; staff and bots are not counted
        as community.
      </p>
      <Verdict checklist={data.checklist} />
      <h2>Where developers are</h2>
      <StageTrends weeks={data.weeks} trends={data.trends} />
      <h2>What hurts most</h2>
      <p class="lead">
        Reported in 28 days, by frequency × severity × alignment. Within a tie the order means nothing.
      </p>
      <Ranking data={data} page={page} />
      <h2>This week’s decisions</h2>
      <WeekIssue issue={data.issue} page={page} />
      <Rows
        label="Decisions of the last seven days"
        columns={decisionColumns(page)}
        rows={data.decisions}
        empty="Nothing was decided in the last seven days."
      />
      <h2>The loop in numbers</h2>
      <MetricTable label="The loop in numbers" metrics={data.loop} defined={false} />
      <p>
        <a href={pagePath(page, 'metrics')}>All metrics with their definitions</a>
      </p>
    </>
  ),
  table: ({ trends, weeks }) => ({
    columns: ['stage', ...weeks],
    rows: trends.map(({ stage, weekly }) => [stage, ...weekly]),
  }),
};

/** Those that have no thread which may be read, also as part of others: what was decided of them is not told. */
async function hiddenOf(
  { tenant, visible }: PageRequest,
  clusterIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const hidden = new Set<number>();
  for (const clusterId of new Set(clusterIds)) {
    const found = await tenant.dashboard.cluster({ clusterId, visible, skip: 0, limit: 1 });
    if (found === null) hidden.add(clusterId);
  }
  return hidden;
}

function Ranking({ data, page }: { data: OverviewData; page: PageRequest }) {
  if (data.ranking === null) return <p>Nothing was clustered yet.</p>;
  const columns: Column<RankedCluster & { title: string | null }>[] = [
    {
      name: 'Place',
      cell: ({ places: [first, last] }) =>
        first === last ? first : <span class="nowrap">{`${first} to ${last}, tied`}</span>,
    },
    {
      name: 'Problem',
      kind: 'title',
      cell: ({ id, title, themes }) => (
        <>
          <ClusterLink page={page} id={id}>
            {title ?? `c${id}`}
          </ClusterLink>{' '}
          <span class="small">
            c{id}
            {themes.length > 0 && `, ${themes.join(', ')}`}
          </span>
        </>
      ),
    },
    { name: 'Reporters', kind: 'number', cell: ({ reporters }) => reporters },
    {
      name: 'Rank',
      kind: 'number',
      cell: ({ rank, range }) => `${rank.toFixed(1)} (${range[0].toFixed(1)} to ${range[1].toFixed(1)})`,
    },
    {
      name: 'F × S × A',
      kind: 'number',
      cell: ({ frequency, severity, isInferred, alignment }) =>
        `${frequency} × ${severity}${isInferred ? ' (inferred)' : ''} × ${alignment}`,
    },
    { name: 'Trend', kind: 'number', cell: ({ trend }) => trendText(trend) },
  ];
  return (
    <Rows
      label="What hurts most"
      columns={columns}
      rows={data.ranking}
      empty="No cluster was reported in 28 days."
    />
  );
}

function WeekIssue({ issue, page }: { issue: ShownWeek | null; page: PageRequest }) {
  if (issue === null) return <p>There is no weekly issue yet.</p>;
  const thread = { repositoryId: issue.repositoryId, number: issue.number ?? 0, type: 'issue' as const };
  const url = issue.number === null ? null : threadUrl(page, thread);
  return (
    <p>
      Weekly issue {issue.week}
      {url !== null && (
        <>
          : <a href={url}>{threadName(page, thread)}</a>
        </>
      )}
      , {issue.topics} {issue.topics === 1 ? 'topic' : 'topics'},{' '}
      {issue.closedAt === null ? 'open' : 'closed'}.
    </p>
  );
}

function decisionColumns(page: PageRequest): Column<OverviewData['decisions'][number]>[] {
  return [
    {
      name: 'Problem',
      kind: 'title',
      cell: ({ clusterId, title }) => (
        <ClusterLink page={page} id={clusterId}>
          {title ?? `c${clusterId}`}
        </ClusterLink>
      ),
    },
    { name: 'Decision', cell: ({ action }) => <Tag word={action} /> },
    { name: 'Reason', kind: 'title', cell: ({ reason }) => reason },
    { name: 'By', cell: ({ by }) => by.login },
    { name: 'When', cell: ({ at }) => <When at={at} /> },
  ];
}
