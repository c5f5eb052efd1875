import type { TermStatistics } from './cluster/candidate-index.ts';
import type { MatchCandidate } from './cluster/features.ts';
import type { LinkVerdicts } from './cluster/threshold.ts';
import type { Canary, ClusterLog, Member, Pair } from './cluster-record.ts';
import type { FactRequest } from './fact-request.ts';
import type { KnownLanding, KnownRelease, Release } from './fix-record.ts';
import type {
  ClosedByPull,
  ComparedCommits,
  ConfigReading,
  Permission,
  SeenEdit,
  SeenReaction,
} from './github-facts.ts';
import type { ThreadState } from './item.ts';
import type { KnownRepository } from './known-repository.ts';
import type { LearnedModel } from './observe/learned.ts';
import type { Verdict } from './opinion.ts';
import type { KnownOutside } from './outside.ts';
import type { ProjectRecord } from './record.ts';
import type { MadeDecision } from './triage/agenda.ts';
import type { ThreadRef } from './vocabulary.ts';
import type { WeekFacts } from './week-facts.ts';
import type { ClusterWord, PossiblePair, ThreadText, WeekIssueRecord } from './week-record.ts';

/** An answer, tagged like its request. */
export type FactAnswer =
  | { kind: 'thread'; value: ThreadState }
  | { kind: 'repository'; value: KnownRepository | null }
  | { kind: 'repositories'; value: KnownRepository[] }
  | { kind: 'week'; value: WeekFacts }
  | { kind: 'weekIssue'; value: WeekIssueRecord | null }
  | { kind: 'decisions'; value: MadeDecision[] }
  | { kind: 'record'; value: ProjectRecord }
  | { kind: 'canonicals'; value: ReadonlyMap<number, ThreadRef> }
  | { kind: 'threadTexts'; value: { texts: ThreadText[]; hidden: ReadonlyMap<number, number> } }
  | { kind: 'possiblePairs'; value: PossiblePair[] }
  | { kind: 'learned'; value: LearnedModel | null }
  | { kind: 'linkVerdicts'; value: LinkVerdicts }
  | { kind: 'canary'; value: Canary | null }
  | { kind: 'repositoryNamed'; value: KnownRepository | null }
  | { kind: 'templateLines'; value: ReadonlySet<string> }
  | { kind: 'terms'; value: TermStatistics }
  | { kind: 'candidates'; value: MatchCandidate[] }
  | { kind: 'outsideReports'; value: KnownOutside[] }
  | { kind: 'clusterLog'; value: ClusterLog }
  | { kind: 'members'; value: Member[] }
  | { kind: 'pairs'; value: ReadonlyMap<number, Pair[]> }
  | { kind: 'landings'; value: KnownLanding[] }
  | { kind: 'fixedItems'; value: number[] }
  | { kind: 'waiting'; value: KnownLanding[] }
  | { kind: 'contained'; value: string[] }
  | { kind: 'saidFixedIn'; value: number[] }
  | { kind: 'clusterItems'; value: number[] }
  | { kind: 'releases'; value: KnownRelease[] }
  | { kind: 'clusterWords'; value: ClusterWord[] }
  | { kind: 'releaseNotices'; value: string[] }
  | { kind: 'claims'; value: ReadonlyMap<string, string> }
  | { kind: 'compare'; value: ComparedCommits | null }
  | { kind: 'release'; value: Release | null }
  | { kind: 'closing'; value: ClosedByPull }
  | { kind: 'permission'; value: Permission }
  /** lower-case logins; null where the team does not exist or may not be read */
  | { kind: 'team'; value: string[] | null }
  | { kind: 'configFile'; value: ConfigReading }
  | { kind: 'textFile'; value: string | null }
  | { kind: 'pullPaths'; value: string[] }
  | { kind: 'reactions'; value: SeenReaction[] }
  | { kind: 'edits'; value: SeenEdit[] }
  | { kind: 'duplicateOf'; value: { repository: { owner: string; name: string }; number: number } | null }
  | { kind: 'opinion'; value: Verdict };

/** What answers a request of this kind. */
export type FactValue<K extends FactRequest['kind']> = Extract<FactAnswer, { kind: K }>['value'];
