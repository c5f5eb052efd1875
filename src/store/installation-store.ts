import type { Database, Engine } from './database.ts';
import { translating } from './errors.ts';
import { settleDelivery } from './inbox.ts';
import { createBackfillStore } from './installation/backfill.ts';
import { readCanary } from './installation/canary.ts';
import { readCandidates } from './installation/candidates.ts';
import { applyChanges } from './installation/changes.ts';
import { readClusterLog } from './installation/cluster-log.ts';
import { readClusterWords } from './installation/cluster-words.ts';
import { readClusterItems } from './installation/clusters.ts';
import { createDashboardStore } from './installation/dashboard.ts';
import { readDecisions } from './installation/decisions.ts';
import { applyEffects } from './installation/effects.ts';
import { keepFact, recallFact } from './installation/facts.ts';
import { readFixedItems, readSaidFixedIn } from './installation/fixed-items.ts';
import { readInstallation } from './installation/installations.ts';
import { readLandings, readWaiting } from './installation/landings.ts';
import { createLessonStore, readLearned } from './installation/lessons.ts';
import { readLinkVerdicts } from './installation/link-verdicts.ts';
import { readMembers } from './installation/members.ts';
import { readClaims, readReleaseNotices } from './installation/notices.ts';
import { readPairs } from './installation/pairs.ts';
import { createPeopleStore } from './installation/people.ts';
import { readPossiblePairs } from './installation/possible-pairs.ts';
import { readReactable } from './installation/reactable.ts';
import { readRecord } from './installation/record.ts';
import { readContained, readReleases } from './installation/releases.ts';
import {
  putRepositoryList,
  readHome,
  readRepositories,
  readRepository,
  readRepositoryNamed,
} from './installation/repositories.ts';
import { readOutsideReports } from './installation/signals.ts';
import { readTemplateLines } from './installation/template-lines.ts';
import { readTerms } from './installation/term-statistics.ts';
import { readThread } from './installation/thread.ts';
import { readThreadTexts } from './installation/thread-texts.ts';
import { readWeek } from './installation/week.ts';
import { readOpenWeekThreads, readWeekIssue } from './installation/weeks.ts';
import type { InstallationReader, InstallationStore } from './store.ts';
import type { Upkeep } from './upkeep.ts';

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
    decisions: () => readDecisions(database, installationId),
    threadTexts: (request) => readThreadTexts(database, installationId, request),
    possiblePairs: (request) => readPossiblePairs(database, installationId, request),
    repositories: () => readRepositories(database, installationId),
    repository: (repositoryId) => readRepository(database, installationId, repositoryId),
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
    week: (asOf, days, visible) => readWeek(database, installationId, asOf, days, visible),
    remembered: (request, notBefore) => recallFact(database, installationId, request, notBefore),
  };
}
