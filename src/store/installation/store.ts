import type { Database, Engine } from '../database.ts';
import { LeaseLost, translating } from '../errors.ts';
import { settleDelivery } from '../inbox.ts';
import type { InstallationStore } from '../interface/installation.ts';
import type { InstallationReader } from '../interface/reader.ts';
import type { Upkeep } from '../upkeep.ts';
import { createBackfillStore } from './backfill.ts';
import { readCanary } from './canary.ts';
import { readCandidates } from './candidates.ts';
import { readCanonicals } from './canonicals.ts';
import { applyChanges } from './changes.ts';
import { readClusterLog } from './cluster-log.ts';
import { readClusterWords } from './cluster-words.ts';
import { readClusterItems } from './clusters.ts';
import { createDashboardStore } from './dashboard.ts';
import { readDecisions } from './decisions.ts';
import { applyEffects } from './effects.ts';
import { keepFact, recallFact } from './facts.ts';
import { readFixedItems, readSaidFixedIn } from './fixed-items.ts';
import { readInstallation } from './installations.ts';
import { readLandings, readWaiting } from './landings.ts';
import { createLessonStore } from './lesson-store.ts';
import { readLearned } from './lessons.ts';
import { readLinkVerdicts } from './link-verdicts.ts';
import { readMembers } from './members.ts';
import { readClaims, readReleaseNotices } from './notices.ts';
import { readPairs } from './pairs.ts';
import { createPeopleStore } from './people.ts';
import { readPossiblePairs } from './possible-pairs.ts';
import { putRepositoryList } from './put-repositories.ts';
import { readReactable } from './reactable.ts';
import { readRecord } from './record.ts';
import { readContained, readReleases } from './releases.ts';
import {
  readGoneSince,
  readHome,
  readRepositories,
  readRepository,
  readRepositoryNamed,
} from './repositories.ts';
import { readOutsideReports } from './signals.ts';
import { readTemplateLines } from './template-lines.ts';
import { readTerms } from './term-statistics.ts';
import { readThread } from './thread.ts';
import { readThreadTexts } from './thread-texts.ts';
import { readWeek } from './week.ts';
import { readOpenWeekThreads, readWeekIssue } from './weeks.ts';

/** The delivery of effects that follow from none. */
const NO_DELIVERY = 'none';

/** One tenant's data. The installation's id is bound here, once; no function below can be called without one. */
export function createInstallationStore(
  engine: Engine,
  upkeep: Upkeep,
  installationId: number,
): InstallationStore {
  const { database } = engine;
  return {
    ...reader(database, installationId),
    backfill: translating(createBackfillStore(engine, installationId)),
    lessons: translating(createLessonStore(database, installationId)),
    dashboard: translating(createDashboardStore(database, installationId)),
    people: translating(createPeopleStore(engine, installationId)),
    putRepositories: (all, now) =>
      database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        await putRepositoryList(transaction, installationId, all, now);
      }),
    reactable: (since, limit) => readReactable(database, installationId, since, limit),
    openWeekThreads: () => readOpenWeekThreads(database, installationId),
    remember: (request, answer, now) =>
      database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        await keepFact(transaction, installationId, request, answer, now);
      }),
    decide: async (claim, work, now) => {
      if (claim !== null && claim.installationId !== installationId)
        throw new LeaseLost(`delivery ${claim.id} is not one of installation ${installationId}`);
      const documents = await database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        const decided = await work(reader(transaction, installationId));
        if (decided === null) return 0;
        await applyChanges(transaction, installationId, decided.changes);
        await applyEffects(transaction, installationId, decided.effects, claim?.id ?? NO_DELIVERY, now);
        if (claim !== null) {
          const state = decided.ignored === null ? 'done' : 'ignored';
          // Last, and in the same transaction: who has lost the claim by now leaves nothing behind.
          await settleDelivery(transaction, claim, state, decided.ignored, now);
        }
        return decided.changes.filter(({ type }) => type === 'document.put').length;
      });
      await upkeep.written(documents);
    },
  };
}

function reader(database: Database, installationId: number): InstallationReader {
  return {
    installationId,
    row: () => readInstallation(database, installationId),
    record: (scope, memory) => readRecord(database, installationId, scope, memory),
    weekIssue: (issue) => readWeekIssue(database, installationId, issue),
    decisions: (repositories) => readDecisions(database, installationId, repositories),
    async canonicals(clusters, visible) {
      const found = await readCanonicals(database, installationId, clusters, visible);
      return new Map([...found].map(([id, { repositoryId, number }]) => [id, { repositoryId, number }]));
    },
    threadTexts: (request) => readThreadTexts(database, installationId, request),
    possiblePairs: (request) => readPossiblePairs(database, installationId, request),
    repositories: () => readRepositories(database, installationId),
    repository: (repositoryId) => readRepository(database, installationId, repositoryId),
    repositoryGoneSince: (repositoryId) => readGoneSince(database, installationId, repositoryId),
    home: (repositoryId) => readHome(database, installationId, repositoryId),
    thread: (ref, author = null) => readThread(database, installationId, ref, author),
    repositoryNamed: (owner, name) => readRepositoryNamed(database, installationId, owner, name),
    templateLines: (repositoryId, lines) => readTemplateLines(database, installationId, repositoryId, lines),
    terms: (scope, terms) => readTerms(database, installationId, scope, terms),
    candidates: (request) => readCandidates(database, installationId, request),
    clusterLog: (items) => readClusterLog(database, installationId, items),
    members: (items) => readMembers(database, installationId, items),
    pairs: (items) => readPairs(database, installationId, items),
    learned: (repositoryId) => readLearned(database, installationId, repositoryId),
    linkVerdicts: (repositoryId, algorithm) =>
      readLinkVerdicts(database, installationId, repositoryId, algorithm),
    canary: () => readCanary(database, installationId),
    outsideReports: (wanted) => readOutsideReports(database, installationId, wanted),
    landings: (request) => readLandings(database, installationId, request),
    fixedItems: (keys) => readFixedItems(database, installationId, keys),
    waiting: (request) => readWaiting(database, installationId, request),
    contained: (repositoryId, releaseId) => readContained(database, installationId, repositoryId, releaseId),
    saidFixedIn: (tag) => readSaidFixedIn(database, installationId, tag),
    clusterItems: (clusters) => readClusterItems(database, installationId, clusters),
    releases: (repositoryId) => readReleases(database, installationId, repositoryId),
    clusterWords: (clusters) => readClusterWords(database, installationId, clusters),
    claims: (slots) => readClaims(database, installationId, slots),
    releaseNotices: (release) => readReleaseNotices(database, installationId, release),
    week: (asOf, timezone, visible) => readWeek(database, installationId, asOf, timezone, visible),
    remembered: (request, notBefore) => recallFact(database, installationId, request, notBefore),
  };
}
