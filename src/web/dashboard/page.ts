import type { Child } from 'hono/jsx';
import { csvCell } from '../../loop/measure/table.ts';
import type { Account, ThreadRef, ThreadType } from '../../loop/vocabulary.ts';
import type { InstallationStore } from '../../store/interface/installation.ts';
import type { InstallationRow, StoredRepository } from '../../store/interface/installed.ts';
import type { Store } from '../../store/store.ts';
import type { Welcome } from './figures.ts';
import type { Insight } from './insight.ts';

/** One request for a page, with what whoever asks may see. */
export interface PageRequest {
  installation: Pick<InstallationRow, 'id' | 'login'>;
  tenant: InstallationStore;
  /** for what operators do, and admins for their own installation */
  store: Pick<Store, 'operator' | 'forInstallation'>;
  /** those that they may read, and nothing of any other is shown or counted */
  repositories: readonly StoredRepository[];
  visible: readonly number[];
  /** those of these in which they may triage */
  triage: readonly number[];
  /** who decides by a form; null: nobody in particular, so nothing is decided here */
  person: Account | null;
  /** may see deliveries and have them taken up again */
  admin: boolean;
  /** nothing is sent */
  shadow: boolean;
  now: Date;
  /** where GitHub's pages are, `https://github.com` */
  webUrl: string;
  /** for forms */
  csrf: string;
  /** what the address asks for; '' where it does not */
  query(name: string): string;
  /** Throws StillWorking. */
  insight(): Promise<Insight>;
  /** Throws StillWorking. */
  welcome(): Promise<Welcome>;
}

/** A list as other programs take it. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly (string | number | boolean | Date | null)[])[];
}

/** One kind of page. What is shown, the JSON and the CSV are all made of the same data. */
export interface View<Data> {
  /** null: there is no such thing, or not for whoever asks */
  load(page: PageRequest): Promise<Data | null>;
  title(data: Data): string;
  body(data: Data, page: PageRequest): Child;
  /** seconds after which it loads itself again, since it tells of something that goes on; null: it does not */
  refreshS?(data: Data): number | null;
  table?(data: Data, page: PageRequest): Table;
}

/** Tabs, in their order, with the path of each below the installation's. */
export const TABS = [
  { path: '', name: 'Overview' },
  { path: 'clusters', name: 'Clusters' },
  { path: 'metrics', name: 'Metrics' },
  { path: 'help', name: 'Help given' },
  { path: 'outbox', name: 'Outbox' },
  { path: 'deliveries', name: 'Deliveries' },
  { path: 'config', name: 'Config' },
  { path: 'precision', name: 'Precision' },
  { path: 'privacy', name: 'Privacy' },
  { path: 'welcome', name: 'First look' },
] as const;
/** What comes from every repository is for those who administer every one. */
export const ADMIN_TABS: readonly string[] = ['deliveries', 'privacy'];
export type TabPath = (typeof TABS)[number]['path'];

/** Address of a page of an installation; empty parameters are left out. */
export function pagePath(
  { installation }: Pick<PageRequest, 'installation'>,
  path: string,
  parameters: Record<string, string> = {},
): string {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''));
  const base = `/i/${installation.id}${path === '' ? '' : `/${path}`}`;
  return query.size === 0 ? base : `${base}?${query}`;
}

export function csvOf({ columns, rows }: Table): string {
  const lines = rows.map((row) => row.map(cellOf));
  return `${[columns.map(csvCell), ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function cellOf(value: Table['rows'][number][number]): string {
  if (value instanceof Date) return value.toISOString();
  return csvCell(typeof value === 'boolean' ? String(value) : value);
}

const THREAD_PATHS: Record<ThreadType, string> = {
  issue: 'issues',
  pull_request: 'pull',
  discussion: 'discussions',
};

/** `owner/name#12`; a repository that is not among the visible ones is not named. */
export function threadName(page: PageRequest, { repositoryId, number }: ThreadRef): string {
  const repository = page.repositories.find(({ id }) => id === repositoryId);
  return repository === undefined ? `#${number}` : `${repository.owner}/${repository.name}#${number}`;
}

/** Null where the repository is not among the visible ones. */
export function threadUrl(page: PageRequest, thread: ThreadRef & { type: ThreadType }): string | null {
  const repository = page.repositories.find(({ id }) => id === thread.repositoryId);
  if (repository === undefined) return null;
  const { owner, name } = repository;
  return `${page.webUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/${THREAD_PATHS[thread.type]}/${thread.number}`;
}

/** A whole number of the address, from 1; null: none, or something else. */
export function numberOf(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** A word of the address that is one of these; null: none, or something else. */
export function wordOf<W extends string>(text: string, words: readonly W[]): W | null {
  return words.find((word) => word === text) ?? null;
}
