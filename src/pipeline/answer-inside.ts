import type { FactAnswer } from '../loop/fact-answer.ts';
import type { FactRequest } from '../loop/fact-request.ts';
import { assertNever } from '../loop/vocabulary.ts';
import type { InstallationReader } from '../store/interface/reader.ts';
import { knownRepositories, knownRepository, knownRepositoryNamed } from '../store/known-repository.ts';
import type { FactSource } from './fact-source.ts';
import { mayBeRemembered, rememberedSince } from './fact-source.ts';

/** Answers a fact with what the store has, inside the transaction; null where GitHub has to be asked. */
export async function answerInside(
  request: FactRequest,
  reader: InstallationReader,
  source: Pick<FactSource, 'host' | 'instant'>,
  now: Date,
): Promise<FactAnswer | null> {
  switch (request.kind) {
    case 'thread':
      return { kind: 'thread', value: await reader.thread(request.ref, request.author) };
    case 'repository':
      return { kind: 'repository', value: await knownRepository(reader, request.repositoryId) };
    case 'repositories':
      return { kind: 'repositories', value: await knownRepositories(reader) };
    case 'week':
      return { kind: 'week', value: await reader.week(request.asOf, request.timezone, request.visible) };
    case 'learned':
      return { kind: 'learned', value: await reader.learned(request.repositoryId) };
    case 'linkVerdicts':
      return {
        kind: 'linkVerdicts',
        value: await reader.linkVerdicts(request.repositoryId, request.algorithm),
      };
    case 'outsideReports':
      return { kind: 'outsideReports', value: await reader.outsideReports(request) };
    case 'canary':
      return { kind: 'canary', value: await reader.canary() };
    case 'weekIssue':
      return { kind: 'weekIssue', value: await reader.weekIssue(request) };
    case 'decisions':
      return { kind: 'decisions', value: await reader.decisions(request.visible) };
    case 'record':
      return { kind: 'record', value: await reader.record(request) };
    case 'canonicals':
      return { kind: 'canonicals', value: await reader.canonicals(request.clusters, request.visible) };
    case 'threadTexts':
      return { kind: 'threadTexts', value: await reader.threadTexts(request) };
    case 'possiblePairs':
      return { kind: 'possiblePairs', value: await reader.possiblePairs(request) };
    case 'repositoryNamed':
      return { kind: 'repositoryNamed', value: await knownRepositoryNamed(reader, request) };
    case 'templateLines':
      return {
        kind: 'templateLines',
        value: await reader.templateLines(request.repositoryId, request.lines),
      };
    case 'terms':
      return { kind: 'terms', value: await reader.terms(request.scope, request.terms) };
    case 'candidates':
      return { kind: 'candidates', value: await reader.candidates(request) };
    case 'clusterLog':
      return { kind: 'clusterLog', value: await reader.clusterLog(request.items) };
    case 'members':
      return { kind: 'members', value: await reader.members(request.items) };
    case 'pairs':
      return { kind: 'pairs', value: await reader.pairs(request.items) };
    case 'landings':
      return { kind: 'landings', value: await reader.landings(request) };
    case 'fixedItems':
      return { kind: 'fixedItems', value: await reader.fixedItems(request.landings) };
    case 'waiting':
      return { kind: 'waiting', value: await reader.waiting(request) };
    case 'contained':
      return { kind: 'contained', value: await reader.contained(request.repositoryId, request.releaseId) };
    case 'saidFixedIn':
      return { kind: 'saidFixedIn', value: await reader.saidFixedIn(request.tag) };
    case 'clusterItems':
      return { kind: 'clusterItems', value: await reader.clusterItems(request.clusters) };
    case 'releases':
      return { kind: 'releases', value: await reader.releases(request.repositoryId) };
    case 'clusterWords':
      return { kind: 'clusterWords', value: await reader.clusterWords(request.clusters) };
    case 'releaseNotices':
      return { kind: 'releaseNotices', value: await reader.releaseNotices(request.release) };
    case 'claims':
      return { kind: 'claims', value: await reader.claims(request.slots) };
    case 'compare':
    case 'release':
    case 'closing':
    case 'permission':
    case 'team':
    case 'configFile':
    case 'textFile':
    case 'pullPaths':
    case 'reactions':
    case 'edits':
    case 'duplicateOf': {
      const instant = source.instant?.(request) ?? null;
      if (instant !== null || !mayBeRemembered(request)) return instant;
      return reader.remembered(request, rememberedSince(now));
    }
    case 'opinion':
      return null;
    default:
      return assertNever(request);
  }
}
