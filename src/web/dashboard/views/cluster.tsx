import type { Entry } from '../../../loop/cluster/entry.ts';
import { type Evidence, sayOne } from '../../../loop/cluster/evidence.ts';
import { decidedIn } from '../../../loop/triage/agenda.ts';
import type { ThreadRef, ThreadType } from '../../../loop/vocabulary.ts';
import { assertNever } from '../../../loop/vocabulary.ts';
import type {
  ClusterHappening,
  ClusterMember,
  ClusterNotice,
  ClusterPair,
  ShownCluster,
} from '../../../store/dashboard-store.ts';
import { type Deciding, decidingOn } from '../deciding.ts';
import { numberOf, type PageRequest, pagePath, threadName, type View } from '../page.ts';
import { type Column, Moment, Pages, Rows, Tag, ThreadLink, When } from '../parts.tsx';
import { Decide } from './decide.tsx';

const MEMBERS_PER_PAGE = 30;
const REFRESH_S = 2;
/** The likeliest ones say why; the others repeat it. */
const PAIRS_SHOWN = 8;
/** A notice is short; what is longer was not written by this release. */
const NOTICE_CHARACTERS_MAX = 1_500;
/** Those of one kind of news say the same; the texts of all are in the JSON. */
const NOTICE_TEXTS_SHOWN = 12;

type Thread = ThreadRef & { type: ThreadType };

export interface ClusterData extends Omit<ShownCluster, 'named'> {
  deciding: Deciding;
  title: string;
  page: number;
  /** threads that timeline and evidence name, by item */
  named: Readonly<Record<number, Thread>>;
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
      <p class="lead">What the matcher found in common. People’s words go before it: see the timeline.</p>
      <Rows
        label="What the matcher found in common"
        columns={pairColumns(page, data)}
        rows={data.pairs.slice(0, PAIRS_SHOWN)}
        empty="The matcher found nothing: the thread is alone, or people put these together."
      />
      {data.pairs.length > PAIRS_SHOWN && (
        <details>
          <summary>{counted(data.pairs.length - PAIRS_SHOWN, 'more pair')}</summary>
          <Rows
            label="What the matcher found in common, less likely pairs"
            columns={pairColumns(page, data)}
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
        columns={timelineColumns(page, data)}
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
            {member.itemId === data.pinned && ', stands for the cluster'}
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

function pairColumns(page: PageRequest, data: ClusterData): Column<ClusterPair>[] {
  return [
    {
      name: 'Threads',
      cell: ({ itemId, otherItemId }) => (
        <>
          <Named page={page} data={data} itemId={itemId} /> and{' '}
          <Named page={page} data={data} itemId={otherItemId} />
        </>
      ),
    },
    { name: 'Tier', cell: ({ tier }) => tier },
    { name: 'Probability', kind: 'number', cell: ({ probability }) => `${Math.round(100 * probability)} %` },
    {
      name: 'Evidence',
      kind: 'title',
      cell: ({ evidence }) =>
        evidence.length === 0 ? (
          <span class="small">not kept for this pair</span>
        ) : (
          evidence.map((each, index) => (
            <>
              {index > 0 && '; '}
              <Said evidence={each} />
            </>
          ))
        ),
    },
    { name: 'Matcher', cell: ({ algorithm }) => algorithm },
  ];
}

/** The phrase of a comment, its code as code. */
function Said({ evidence }: { evidence: Evidence }) {
  const parts = sayOne(evidence).split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function Named({ page, data, itemId }: { page: PageRequest; data: ClusterData; itemId: number }) {
  const thread = data.named[itemId];
  return thread === undefined ? 'another thread' : <ThreadLink page={page} thread={thread} />;
}

function noticeColumns(page: PageRequest, all: readonly ClusterNotice[]): Column<ClusterNotice>[] {
  const shown = new Set(all.slice(0, NOTICE_TEXTS_SHOWN));
  return [
    { name: 'Thread', cell: ({ thread }) => threadName(page, thread) },
    { name: 'News', cell: ({ news }) => news },
    { name: 'People', kind: 'number', cell: ({ people }) => people },
    {
      name: 'State',
      cell: ({ state, held }) => (
        <Tag word={state ?? 'pending'}>{held === null ? (state ?? 'not wanted yet') : `waits: ${held}`}</Tag>
      ),
    },
    {
      name: 'Text',
      kind: 'title',
      cell: (notice) =>
        notice.text === null ? (
          'not kept any more'
        ) : shown.has(notice) ? (
          <details>
            <summary>Read it</summary>
            <pre>{notice.text.slice(0, NOTICE_CHARACTERS_MAX)}</pre>
          </details>
        ) : (
          'in the JSON'
        ),
    },
  ];
}

function timelineColumns(page: PageRequest, data: ClusterData): Column<ClusterHappening>[] {
  return [
    { name: 'When', cell: ({ at }) => <Moment at={at} /> },
    {
      name: 'What',
      kind: 'title',
      cell: (happening) => <Happened page={page} data={data} happening={happening} />,
    },
    { name: 'By', cell: byWhom },
  ];
}

function byWhom(happening: ClusterHappening): string {
  switch (happening.what) {
    case 'entry': {
      const { cause } = happening;
      if (cause.by === 'human') return cause.actor.login;
      return cause.by === 'matcher' ? `matcher ${cause.algorithm}` : 'GitHub';
    }
    case 'step':
      return happening.actor?.login ?? 'evidence';
    case 'said':
      return happening.actor.login;
    case 'decided':
      return happening.by.login;
    default:
      return assertNever(happening);
  }
}

interface HappenedProps<H> {
  page: PageRequest;
  data: ClusterData;
  happening: H;
}

function Happened({ page, data, happening }: HappenedProps<ClusterHappening>) {
  switch (happening.what) {
    case 'entry':
      return <Logged page={page} data={data} happening={happening.entry} />;
    case 'step':
      return (
        <>
          <Tag word={happening.from} /> to <Tag word={happening.to} /> ({happening.cause})
        </>
      );
    case 'said':
      return (
        <>
          <code>
            {happening.verb} {happening.argument}
          </code>{' '}
          on {threadName(page, happening.thread)}
        </>
      );
    case 'decided':
      return (
        <>
          Decided in {happening.week}
          {decidedIn(happening.key) === 'dashboard' && ' on the dashboard'}:{' '}
          <strong>{happening.action}</strong>
          {happening.reason !== '' && `, ${happening.reason}`}
        </>
      );
    default:
      return assertNever(happening);
  }
}

function Logged({ page, data, happening: entry }: HappenedProps<Entry>) {
  const of = (itemId: number) => <Named page={page} data={data} itemId={itemId} />;
  switch (entry.verb) {
    case 'appear':
      return <>{of(entry.itemId)} appeared</>;
    case 'link':
      return (
        <>
          {of(entry.itemId)} is certainly like{' '}
          {entry.links.map((link, index) => (
            <>
              {index > 0 && ', '}
              {of(link.itemId)} ({Math.round(100 * link.probability)} %)
            </>
          ))}
        </>
      );
    case 'join':
      return (
        <>
          {of(entry.itemId)} was put with {of(entry.into)}
        </>
      );
    case 'reject':
      return (
        <>
          {of(entry.itemId)} is not the same as {of(entry.other)}
        </>
      );
    case 'split':
      return <>{of(entry.itemId)} was taken out</>;
    case 'pin':
      return <>{of(entry.itemId)} stands for the cluster</>;
    case 'delete':
      return <>{of(entry.itemId)} was deleted</>;
    case 'undo':
      return <>Something was taken back</>;
    default:
      return assertNever(entry);
  }
}
