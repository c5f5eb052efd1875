import { CLUSTER_STAGES } from '../../../loop/fix-record.ts';
import { STAGES, THREAD_TYPES, type ThreadType } from '../../../loop/vocabulary.ts';
import type { Channel, ClusterFilter, Cursor, ListedCluster } from '../../../store/interface/dashboard.ts';
import { measureSettings } from '../measure-settings.ts';
import { numberOf, type PageRequest, pagePath, threadName, type View, wordOf } from '../page.ts';
import { ClusterLink, type Column, Pages, Rows, Tag, ThreadLink, When } from '../parts.tsx';
import { searchItems } from '../search.ts';

const PAGE_ROWS = 25;
/** A search is an address, too. */
const SEARCH_CHARACTERS_MAX = 300;
/** More repositories than this are a list nobody scrolls; their threads are found by searching. */
const REPOSITORIES_OFFERED_MAX = 200;

const SOURCES_OFFERED_MAX = 30;

interface Asked {
  text: string;
  filter: Omit<ClusterFilter, 'among'>;
  after: Cursor | null;
}

export interface ClustersData {
  search: string;
  filter: Omit<ClusterFilter, 'among'>;
  /** of the config */
  themes: readonly string[];
  /** of public signals */
  sources: readonly string[];
  clusters: readonly ListedCluster[];
  /** where the next page begins; null: this is the last */
  next: string | null;
  isFirst: boolean;
}

export const clusters: View<ClustersData> = {
  async load(page) {
    const { text, filter, after } = asked(page);
    const among = text === '' ? null : await searchItems(page.tenant, text, page.visible);
    const { dashboard } = page.tenant;
    const [found, sources, { themes }] = await Promise.all([
      dashboard.clusters({
        visible: page.visible,
        filter: { ...filter, among },
        after,
        limit: PAGE_ROWS + 1,
      }),
      dashboard.sources(SOURCES_OFFERED_MAX),
      measureSettings(page.tenant),
    ]);
    const shown = found.slice(0, PAGE_ROWS);
    const last = shown.at(-1);
    const next =
      found.length > PAGE_ROWS && last !== undefined
        ? `${last.latestAt.getTime()}-${last.latestItemId}`
        : null;
    return {
      search: text,
      filter,
      themes: themes.map(({ name }) => name),
      sources,
      clusters: shown,
      next,
      isFirst: after === null,
    };
  },
  title: () => 'Clusters',
  body: (data, page) => (
    <>
      <h1>Clusters</h1>
      <p class="lead">
        Threads that tell one problem are one cluster. The one with the newest thread stands first.
      </p>
      <Filter data={data} page={page} />
      <Rows
        label="Clusters"
        columns={columns(page)}
        rows={data.clusters}
        empty="No cluster is like that. Search with fewer words, or without a filter."
      />
      <Pages
        first={data.isFirst ? null : address(page, data, '')}
        next={data.next === null ? null : address(page, data, data.next)}
      />
    </>
  ),
  table: ({ clusters: rows }, page) => ({
    columns: [
      'cluster',
      'title',
      'state',
      'threads',
      'reporters',
      'stages',
      'kinds',
      'stands',
      'first',
      'latest',
    ],
    rows: rows.map((row) => [
      `c${row.id}`,
      row.title,
      row.state,
      row.members,
      row.reporters,
      row.stages.join(' '),
      row.kinds.join(' '),
      threadName(page, row.stands),
      row.firstAt,
      row.latestAt,
    ]),
  }),
};

/** What the address asks for; what makes no sense in it is left out. */
function asked({ query }: PageRequest): Asked {
  const [, at, id] = /^(\d{1,15})-(\d{1,15})$/.exec(query('after')) ?? [];
  return {
    text: query('q').slice(0, SEARCH_CHARACTERS_MAX).trim(),
    filter: {
      stage: wordOf(query('stage'), STAGES),
      state: wordOf(query('state'), CLUSTER_STAGES),
      repositoryId: numberOf(query('repository')),
      theme: query('theme').slice(0, SEARCH_CHARACTERS_MAX) || null,
      channel: channelNamed(query('channel')),
      shared: query('shared') === '1',
    },
    after: at === undefined || id === undefined ? null : { at: new Date(Number(at)), id: Number(id) },
  };
}

function channelNamed(name: string): Channel | null {
  const type = wordOf(name, THREAD_TYPES);
  if (type !== null) return { on: 'github', type };
  return name === '' ? null : { on: 'outside', source: name.slice(0, SEARCH_CHARACTERS_MAX) };
}

function nameOf(channel: Channel | null): string {
  if (channel === null) return '';
  return channel.on === 'github' ? channel.type : channel.source;
}

const CHANNEL_NAMES: Record<ThreadType, string> = {
  issue: 'issues',
  discussion: 'discussions',
  pull_request: 'pull requests',
};

function address(page: PageRequest, { search, filter }: ClustersData, after: string): string {
  return pagePath(page, 'clusters', {
    q: search,
    stage: filter.stage ?? '',
    state: filter.state ?? '',
    repository: filter.repositoryId === null ? '' : String(filter.repositoryId),
    theme: filter.theme ?? '',
    channel: nameOf(filter.channel),
    shared: filter.shared ? '1' : '',
    after,
  });
}

function Filter({ data, page }: { data: ClustersData; page: PageRequest }) {
  const { search, filter, themes, sources } = data;
  const offered = page.repositories.slice(0, REPOSITORIES_OFFERED_MAX);
  return (
    <search>
      <form class="filter" method="get" action={pagePath(page, 'clusters')}>
        <label class="wide">
          Words, or an error message
          <input
            class="form-control"
            type="search"
            name="q"
            value={search}
            maxlength={SEARCH_CHARACTERS_MAX}
          />
        </label>
        <Select name="stage" label="Stage" value={filter.stage} options={STAGES.map(same)} />
        <Select name="state" label="State" value={filter.state} options={CLUSTER_STAGES.map(same)} />
        <Select
          name="repository"
          label="Repository"
          value={filter.repositoryId === null ? null : String(filter.repositoryId)}
          options={offered.map(({ id, owner, name }) => ({ value: String(id), text: `${owner}/${name}` }))}
        />
        {themes.length > 0 && (
          <Select name="theme" label="Theme" value={filter.theme} options={themes.map(same)} />
        )}
        <Select
          name="channel"
          label="Channel"
          value={nameOf(filter.channel)}
          options={[
            ...THREAD_TYPES.map((type) => ({ value: type, text: CHANNEL_NAMES[type] })),
            ...sources.map(same),
          ]}
        />
        <Select
          name="shared"
          label="Threads"
          value={filter.shared ? '1' : null}
          options={[{ value: '1', text: 'two or more' }]}
        />
        <button class="btn btn-primary" type="submit">
          Show
        </button>
      </form>
    </search>
  );
}

interface Option {
  value: string;
  text: string;
}

const same = (value: string): Option => ({ value, text: value });

function Select(props: { name: string; label: string; value: string | null; options: readonly Option[] }) {
  const { name, label, value, options } = props;
  return (
    <label>
      {label}
      <select class="form-select" name={name}>
        <option value="">any</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

function columns(page: PageRequest): Column<ListedCluster>[] {
  return [
    {
      name: 'Problem',
      kind: 'title',
      cell: ({ id, title, stands }) => (
        <>
          <ClusterLink page={page} id={id}>
            {title}
          </ClusterLink>
          <br />
          <span class="small">
            c{id}, <ThreadLink page={page} thread={stands} />
          </span>
        </>
      ),
    },
    { name: 'State', cell: ({ state }) => <Tag word={state} /> },
    { name: 'Stages', cell: ({ stages }) => (stages.length === 0 ? 'none' : stages.join(', ')) },
    { name: 'Kinds', cell: ({ kinds }) => kinds.join(', ') },
    { name: 'Threads', kind: 'number', cell: ({ members }) => members },
    { name: 'Reporters', kind: 'number', cell: ({ reporters }) => reporters },
    { name: 'Newest', cell: ({ latestAt }) => <When at={latestAt} /> },
  ];
}
