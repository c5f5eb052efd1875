import { resolveSettings } from '../config/resolve.ts';
import type { Item } from '../loop/item.ts';
import type { KnownRepository } from '../loop/known-repository.ts';
import { type Observation, observe } from '../loop/observe/observe.ts';
import type { Repository } from '../loop/vocabulary.ts';
import { BENCH } from './deliveries.ts';
import type { MadeUpReport } from './made-up-reports.ts';

/** The one repository of most benches. */
export const HOME: Repository = {
  id: BENCH.repositoryId,
  nodeId: 'R',
  owner: BENCH.login,
  name: BENCH.repository,
  private: false,
  archived: false,
  defaultBranch: 'main',
};

/** The same with what the app knows of it. */
export const REPOSITORY: KnownRepository = {
  ...HOME,
  settings: resolveSettings({ organizationFile: null, repositoryFile: null, single: true }),
  configScope: 'only',
  hasIssues: true,
};

/** Where made-up threads are. */
export interface Place {
  installationId: number;
  repository: KnownRepository;
  /** number of the first thread, less one */
  numbersAfter: number;
  /** of the first thread */
  begunMs: number;
}

export const PLACE: Place = {
  installationId: BENCH.installationId,
  repository: REPOSITORY,
  numbersAfter: 0,
  begunMs: 0,
};

/** A day holds so many reports: their times spread over years. */
const REPORTS_PER_DAY = 50;
const DAY_MS = 86_400_000;

/** How long it takes until there are so many threads. */
export function spanMs(items: number): number {
  return (items / REPORTS_PER_DAY) * DAY_MS;
}

/** What the app reads from a text of somebody whom nobody knows. */
export function observed({ title, body }: Pick<MadeUpReport, 'title' | 'body'>): Observation {
  return observe(
    {
      type: 'issue',
      title,
      body,
      category: null,
      labels: [],
      authorRole: 'community',
      authorPriorThreads: 0,
      authorPriorMergedPulls: 0,
      paths: null,
    },
    {
      minConfidence: 1,
      keywords: {},
      severityLabels: {},
      firstSuccessField: null,
      productionField: null,
    },
  );
}

const OBSERVATION = observed({ title: '', body: '' });

/** A thread with this report, as the app would have stored it. */
export function itemOf(
  itemId: number,
  { title, body }: MadeUpReport,
  { repository: known, numbersAfter, begunMs }: Place = PLACE,
): Item {
  const createdAt = new Date(begunMs + spanMs(itemId));
  const { settings: _, configScope: __, hasIssues: ___, ...repository } = known;
  return {
    itemId,
    snapshot: {
      repository,
      number: numbersAfter + itemId,
      type: 'issue',
      nodeId: `I_${itemId}`,
      id: itemId,
      title,
      body,
      author: { id: 1 + (itemId % 1_000), login: `person-${itemId % 1_000}`, type: 'User' },
      authorAssociation: 'NONE',
      state: 'open',
      stateReason: null,
      locked: false,
      labels: [],
      category: null,
      merged: false,
      mergeCommitSha: null,
      baseRef: null,
      headSha: null,
      answer: null,
      thumbsUp: 0,
      createdAt,
      updatedAt: createdAt,
      closedAt: null,
    },
    authorRole: 'community',
    roleInferred: false,
    observation: OBSERVATION,
    stage: null,
    stageSource: 'none',
    kind: { value: 'bug', source: 'model' },
    severity: { value: 'minor', source: 'model' },
    themes: [],
    paths: null,
    origin: 'history',
    closedBy: null,
  };
}
