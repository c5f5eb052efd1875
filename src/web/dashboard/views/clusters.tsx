import type { ListedCluster } from '../../../store/interface/dashboard.ts';
import { measureSettings } from '../measure-settings.ts';
import { type PageRequest, threadName, type View } from '../page.ts';
import { ClusterLink, type Column, Pages, Rows, Tag, ThreadLink, When } from '../parts.tsx';
import { searchItems } from '../search.ts';
import { type Asked, addressOf, askedOf, Filter, pageAfter } from './clusters-filter.tsx';

const PAGE_ROWS = 25;
const SOURCES_OFFERED_MAX = 30;

export interface ClustersData {
  asked: Asked;
  /** of the config */
  themes: readonly string[];
  /** of public signals */
  sources: readonly string[];
  clusters: readonly ListedCluster[];
  /** where the next page begins; null: this is the last */
  next: string | null;
}

export const clusters: View<ClustersData> = {
  async load(page) {
    const asked = askedOf(page);
    const { text, filter, after } = asked;
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
    return {
      asked,
      themes: themes.map(({ name }) => name),
      sources,
      clusters: shown,
      next: found.length > PAGE_ROWS && last !== undefined ? pageAfter(last) : null,
    };
  },
  title: () => 'Clusters',
  body: ({ asked, themes, sources, clusters: rows, next }, page) => (
    <>
      <h1>Clusters</h1>
      <p class="lead">
        Threads that tell one problem are one cluster. The one with the newest thread stands first.
      </p>
      <Filter asked={asked} themes={themes} sources={sources} page={page} />
      <Rows
        label="Clusters"
        columns={columns(page)}
        rows={rows}
        empty="No cluster is like that. Search with fewer words, or without a filter."
      />
      <Pages
        first={asked.after === null ? null : addressOf(page, asked, '')}
        next={next === null ? null : addressOf(page, asked, next)}
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
