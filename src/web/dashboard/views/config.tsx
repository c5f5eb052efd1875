import { stringify } from 'yaml';
import type { KnownRepository } from '../../../loop/known-repository.ts';
import type { Settings } from '../../../loop/settings.ts';
import type { StoredRepository } from '../../../store/interface/installed.ts';
import { knownRepositories } from '../../../store/known-repository.ts';
import { numberOf, type PageRequest, pagePath, type View } from '../page.ts';
import { type Column, Pages, Rows, Tag, When } from '../parts.tsx';

const PAGE_ROWS = 50;

interface RepositoryConfig {
  id: number;
  name: string;
  /** whose file its own file counts as */
  scope: KnownRepository['configScope'];
  mode: Settings['mode'] | null;
  /** its own file as it was accepted last; null: it has none */
  file: unknown;
  problems: readonly string[];
  readAt: Date | null;
}

export interface ConfigData {
  /** in force for the whole organisation; null: its file is in a repository that whoever asks may not read */
  settings: Settings | null;
  repositories: readonly RepositoryConfig[];
  problems: number;
  page: number;
  hasMore: boolean;
}

export const config: View<ConfigData> = {
  async load(page) {
    const all = await knownRepositories(page.tenant);
    const number = numberOf(page.query('page')) ?? 1;
    const speaking = all.find(({ configScope }) => configScope !== 'repository');
    const mayRead = speaking === undefined || page.visible.includes(speaking.id);
    const known = new Map(all.map((each) => [each.id, each]));
    // Those with problems first: they are why somebody looks.
    const sorted = page.repositories.toSorted(
      (a, b) => b.configProblems.length - a.configProblems.length || compareNames(a, b),
    );
    const shown = sorted.slice((number - 1) * PAGE_ROWS, number * PAGE_ROWS);
    const place = speaking ?? all.find(({ id }) => page.visible.includes(id));
    return {
      settings: mayRead ? (place?.settings ?? null) : null,
      repositories: shown.map((repository) => {
        const own = known.get(repository.id);
        return {
          id: repository.id,
          name: `${repository.owner}/${repository.name}`,
          scope: own?.configScope ?? 'repository',
          mode: mayRead ? (own?.settings.mode ?? null) : null,
          file: repository.configFile ?? null,
          problems: repository.configProblems,
          readAt: repository.configReadAt,
        };
      }),
      problems: page.repositories.filter(({ configProblems }) => configProblems.length > 0).length,
      page: number,
      hasMore: sorted.length > number * PAGE_ROWS,
    };
  },
  title: () => 'Config',
  body: (data, page) => (
    <>
      <h1>Config</h1>
      <p class="lead">
        The file <code>.github/fullcircle.yml</code> as the app understands it. A file with a mistake does not
        count: the last good one stays in force.
      </p>
      {data.problems > 0 && (
        <p class="note">
          {data.problems === 1 ? 'One repository has' : `${data.problems} repositories have`} a config with
          mistakes.
        </p>
      )}
      <Rows
        label="Repositories"
        columns={columns()}
        rows={data.repositories}
        empty="There are no repositories."
      />
      <ConfigPages data={data} page={page} />
      <h2>In force</h2>
      {data.settings === null ? (
        <p>The organisation’s config is in a repository that you may not read.</p>
      ) : (
        <>
          <p class="lead">
            {data.settings.configured
              ? 'Every key with its value, defaults included. A repository’s own file may change some of them for itself.'
              : 'There is no config file anywhere: these are the defaults of the first day.'}
          </p>
          <pre>{asFile(data.settings)}</pre>
        </>
      )}
    </>
  ),
  table: ({ repositories }) => ({
    columns: ['repository', 'scope', 'mode', 'problems', 'read'],
    rows: repositories.map(({ name, scope, mode, problems, readAt }) => [
      name,
      scope,
      mode,
      problems.join('\n'),
      readAt,
    ]),
  }),
};

/** In the words of the file. Deeper keys are people's own. */
function asFile({ configured: _, ...settings }: Settings): string {
  const named = (keys: object, depth: number): object =>
    Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [
        key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        depth > 1 && typeof value === 'object' && value !== null && !Array.isArray(value)
          ? named(value, depth - 1)
          : value,
      ]),
    );
  return stringify(named(settings, 2));
}

function compareNames(a: StoredRepository, b: StoredRepository): number {
  return `${a.owner}/${a.name}` < `${b.owner}/${b.name}` ? -1 : 1;
}

function ConfigPages({ data, page }: { data: ConfigData; page: PageRequest }) {
  const to = (number: number) => pagePath(page, 'config', { page: number === 1 ? '' : String(number) });
  return <Pages first={data.page > 1 ? to(1) : null} next={data.hasMore ? to(data.page + 1) : null} />;
}

const SCOPES: Record<RepositoryConfig['scope'], string> = {
  organization: 'whole organisation',
  only: 'whole installation',
  repository: 'itself',
};

function columns(): Column<RepositoryConfig>[] {
  return [
    { name: 'Repository', cell: ({ name }) => name },
    { name: 'Its file counts for', cell: ({ scope }) => SCOPES[scope] },
    { name: 'Mode', cell: ({ mode }) => mode ?? '' },
    {
      name: 'Mistakes',
      kind: 'title',
      cell: ({ problems }) =>
        problems.length === 0 ? (
          <Tag word="done">none</Tag>
        ) : (
          <ul class="lines">
            {problems.map((problem) => (
              <li>{problem}</li>
            ))}
          </ul>
        ),
    },
    {
      name: 'Its own file',
      kind: 'title',
      cell: ({ file }) =>
        file === null ? (
          'none in force'
        ) : (
          <details>
            <summary>Read it</summary>
            <pre>{stringify(file)}</pre>
          </details>
        ),
    },
    { name: 'Read', cell: ({ readAt }) => (readAt === null ? '' : <When at={readAt} />) },
  ];
}
