import { stringify } from 'yaml';
import { ORGANIZATION_REPOSITORY } from '../../loop/known-repository.ts';
import { triageRepository } from '../../loop/triage/place.ts';
import { knownRepositories } from '../../store/known-repository.ts';
import type { PageRequest } from './page.ts';

const CONFIG_PATH = '.github/fullcircle.yml';

/** Where the config of an installation is written, and what it would say. The admin commits it; the app writes no file. */
export interface GoLive {
  /** whether any config is in force */
  configured: boolean;
  mode: string;
  /** `owner/name` of the repository whose config speaks for all */
  repository: string;
  /** whether the app sees that repository */
  exists: boolean;
  /** GitHub's page of a new file with everything filled in, or that of the file that is there */
  url: string;
  file: string;
  /** name of the repository of the weekly issue; null: none is named, and there are several */
  triage: string | null;
}

export async function goLiveOf({ tenant, repositories, installation, webUrl }: PageRequest): Promise<GoLive> {
  const [row, known] = await Promise.all([tenant.row(), knownRepositories(tenant)]);
  const place = triageRepository(known);
  const speaking = known.find(({ configScope }) => configScope !== 'repository');
  const visible = repositories.find(({ id }) => id === speaking?.id);
  const owner = visible?.owner ?? installation.login;
  // Of a personal account with several repositories the first one speaks for itself.
  const fallback = row?.accountType === 'User' ? (repositories[0]?.name ?? '') : ORGANIZATION_REPOSITORY;
  const name = visible?.name ?? fallback;
  const branch = visible?.defaultBranch ?? 'main';
  const settings = (speaking ?? known[0])?.settings;
  const configured = settings?.configured ?? false;
  const triage = repositories.find(({ id }) => id === place?.id)?.name ?? null;
  const file = configFile(triage);
  const base = [webUrl, encodeURIComponent(owner), encodeURIComponent(name)].join('/');
  const query = new URLSearchParams({ filename: CONFIG_PATH, value: file });
  const at = encodeURIComponent(branch);
  return {
    configured,
    mode: settings?.mode ?? 'label',
    repository: `${owner}/${name}`,
    exists: visible !== undefined,
    url:
      configured && visible !== undefined
        ? `${base}/edit/${at}/${CONFIG_PATH}`
        : `${base}/new/${at}?${query}`,
    file,
    triage,
  };
}

function configFile(triage: string | null): string {
  return [
    '# Fullcircle: what it may do here. Everything else has a default; mistakes are told by a check run on the commit.',
    '# mode: observe (writes nothing) | suggest (weekly issue, answers to commands) | label (and stage labels) | act (and comments)',
    'version: 1',
    'mode: act',
    triage === null
      ? '# Where the weekly issue goes:\n# triage: { repository: feedback, timezone: Europe/Berlin }'
      : stringify({ triage: { repository: triage } }).trimEnd(),
    '',
  ].join('\n');
}
