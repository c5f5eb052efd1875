import type { ClusterMember, ShownCluster } from '../../../store/interface/dashboard.ts';
import { type Deciding, decidingOn } from '../deciding.ts';
import { numberOf, type PageRequest, pagePath, threadName, type View } from '../page.ts';
import { type Column, Pages, Rows, Tag, ThreadLink, When } from '../parts.tsx';
import { type NamedThreads, pairColumns } from './cluster-links.tsx';
import { noticeColumns } from './cluster-notices.tsx';
import { timelineColumns } from './cluster-timeline.tsx';
import { Decide } from './decide.tsx';

const MEMBERS_PER_PAGE = 30;
const REFRESH_S = 2;
/** The likeliest ones say why; the others repeat it. */
const PAIRS_SHOWN = 8;
export interface ClusterData extends Omit<ShownCluster, 'named'> {
  deciding: Deciding;
  title: string;
  page: number;
  named: NamedThreads;
}

export const cluster: View<ClusterData> = {
  async load(page) {
    const id = numberOf(page.query('cluster').replace(/^c/, ''));
    if (id === null) return null;
    const number = numberOf(page.query('page')) ?? 1;
    const { dashboard } = page.tenant;
    const found = await dashboard.cluster({
      clusterId: id,
      visible: page.visible,
      skip: (number - 1) * MEMBERS_PER_PAGE,
      limit: MEMBERS_PER_PAGE,
    });
    if (found === null) return null;
    const [titles, deciding] = await Promise.all([
      dashboard.titles([found.id], page.visible),
      decidingOn(page, found),
    ]);
    const members = found.members.map(({ itemId, repositoryId, number: of, type }) => {
      return [itemId, { repositoryId, number: of, type }] as const;
    });
    return {
      ...found,
      deciding,
      // How many hidden threads are alike would tell that they are there.
      pairs: found.pairs.map((pair) => ({
        ...pair,
        evidence: pair.evidence.filter(({ kind }) => kind !== 'duplicates'),
      })),
      named: Object.fromEntries([...found.named, ...members]),
      title: titles.get(found.id) ?? `c${found.id}`,
      page: number,
    };
  },
  title: ({ id, title }) => `c${id}: ${title}`,
  body: (data, page) => (
    <>
      <h1>{data.title}</h1>
      <p class="lead">
        c{data.id} · <Tag word={data.state} /> · {counted(data.memberCount, 'thread')} ·{' '}
        {counted(data.reporters, 'reporter')}
        {data.thumbs > 0 && ` · ${counted(data.thumbs, 'person', 'people')} gave one of them a 👍`}
        {data.waiting > 0 && ` · ${counted(data.waiting, 'person', 'people')} asked to be told`}
      </p>
      <Decide page={page} clusterId={data.id} deciding={data.deciding} />
      <h2>Threads</h2>
      <Rows
        label="Threads of this cluster"
        columns={memberColumns(page, data)}
        rows={data.members}
        empty="None on this page."
      />
      <MemberPages data={data} page={page} />
      <h2>Why they are together</h2>
      <p class="lead">
        What the matcher found in common. The tier says how sure it is that two threads are one problem;
        “likeliest target” is the chance that the one is, of all threads, what the other is best linked with,
        which is low where many are alike. People’s words go before it: see the timeline.
      </p>
      <Rows
        label="What the matcher found in common"
        columns={pairColumns(page, data.named)}
        rows={data.pairs.slice(0, PAIRS_SHOWN)}
        empty="The matcher found nothing: the thread is alone, or people put these together."
      />
      {data.pairs.length > PAIRS_SHOWN && (
        <details>
          <summary>{counted(data.pairs.length - PAIRS_SHOWN, 'more pair')}</summary>
          <Rows
            label="What the matcher found in common, less likely pairs"
            columns={pairColumns(page, data.named)}
            rows={data.pairs.slice(PAIRS_SHOWN)}
            empty=""
          />
        </details>
      )}
      <h2>Notices</h2>
      <Rows
        label="Notices"
        columns={noticeColumns(page, data.notices)}
        rows={data.notices}
        empty="Nobody is told anything yet."
      />
      <h2>What happened</h2>
      <Rows
        label="What happened"
        columns={timelineColumns(page, data.named)}
        rows={data.timeline}
        empty="Nothing yet."
      />
    </>
  ),
  // What somebody just decided is carried out in a moment.
  refreshS: ({ deciding: { sent } }) =>
    sent !== null && ['pending', 'claimed'].includes(sent.state) ? REFRESH_S : null,
  table: ({ members }, page) => ({
    columns: ['thread', 'type', 'title', 'role', 'open', 'stage', 'kind', 'severity', 'opened'],
    rows: members.map((each) => [
      threadName(page, each),
      each.type,
      each.title,
      each.authorRole,
      each.open,
      each.stage,
      each.kind,
      each.severity,
      each.createdAt,
    ]),
  }),
};

function counted(n: number, one: string, more = `${one}s`): string {
  return `${n} ${n === 1 ? one : more}`;
}

function MemberPages({ data, page }: { data: ClusterData; page: PageRequest }) {
  const to = (number: number) =>
    pagePath(page, `clusters/c${data.id}`, { page: number === 1 ? '' : String(number) });
  const more = data.page * MEMBERS_PER_PAGE < data.memberCount;
  return <Pages first={data.page > 1 ? to(1) : null} next={more ? to(data.page + 1) : null} />;
}

function memberColumns(page: PageRequest, data: ClusterData): Column<ClusterMember>[] {
  return [
    {
      name: 'Thread',
      kind: 'title',
      cell: (member) => (
        <>
          {member.title}
          <br />
          <span class="small">
            <ThreadLink page={page} thread={member} /> by {member.author?.login ?? 'somebody who is gone'},{' '}
            {member.authorRole}
            {member.itemId === data.canonical && data.memberCount > 1 && ', stands for the cluster'}
          </span>
        </>
      ),
    },
    { name: 'State', cell: standing },
    { name: 'Stage', cell: ({ stage }) => stage ?? 'none' },
    { name: 'Kind', cell: ({ kind }) => kind },
    { name: 'Severity', cell: ({ severity }) => severity },
    { name: 'Opened', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
}

function standing({ open, merged, stateReason }: ClusterMember): string {
  if (open) return 'open';
  if (merged) return 'merged';
  return stateReason === null ? 'closed' : `closed, ${stateReason.replaceAll('_', ' ')}`;
}
