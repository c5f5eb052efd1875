import { CLUSTER_STAGES } from '../../../loop/fix-record.ts';
import { STAGES, THREAD_TYPES, type ThreadType } from '../../../loop/vocabulary.ts';
import type { Channel, ClusterFilter, Cursor, ListedCluster } from '../../../store/interface/dashboard.ts';
import { numberOf, type PageRequest, pagePath, wordOf } from '../page.ts';

/** A search is an address, too. */
const SEARCH_CHARACTERS_MAX = 300;
/** More repositories than this are a list nobody scrolls; their threads are found by searching. */
const REPOSITORIES_OFFERED_MAX = 200;

const CHANNEL_NAMES: Record<ThreadType, string> = {
  issue: 'issues',
  discussion: 'discussions',
  pull_request: 'pull requests',
};

/** What the list is asked for, as its address says it. */
export interface Asked {
  text: string;
  filter: Omit<ClusterFilter, 'among'>;
  after: Cursor | null;
}

/** What the address asks for; what makes no sense in it is left out. */
export function askedOf({ query }: PageRequest): Asked {
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

/** The page behind this cluster, as `after` names it in an address. */
export function pageAfter({ latestAt, latestItemId }: ListedCluster): string {
  return `${latestAt.getTime()}-${latestItemId}`;
}

/** @param after where the page begins; empty: it is the first */
export function addressOf(page: PageRequest, { text, filter }: Asked, after: string): string {
  return pagePath(page, 'clusters', {
    q: text,
    stage: filter.stage ?? '',
    state: filter.state ?? '',
    repository: filter.repositoryId === null ? '' : String(filter.repositoryId),
    theme: filter.theme ?? '',
    channel: nameOf(filter.channel),
    shared: filter.shared ? '1' : '',
    after,
  });
}

function nameOf(channel: Channel | null): string {
  if (channel === null) return '';
  return channel.on === 'github' ? channel.type : channel.source;
}

interface FilterProps {
  asked: Asked;
  /** of the config */
  themes: readonly string[];
  /** of public signals */
  sources: readonly string[];
  page: PageRequest;
}

/** The form that asks for them. */
export function Filter({ asked, themes, sources, page }: FilterProps) {
  const { text, filter } = asked;
  const offered = page.repositories.slice(0, REPOSITORIES_OFFERED_MAX);
  return (
    <search>
      <form class="filter" method="get" action={pagePath(page, 'clusters')}>
        <label class="wide">
          Words, or an error message
          <input class="form-control" type="search" name="q" value={text} maxlength={SEARCH_CHARACTERS_MAX} />
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
