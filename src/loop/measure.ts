import { isoWeek } from './calendar.ts';
import { type CommunityMeasures, measureCommunity } from './community/metrics.ts';
import { type JourneyMeasures, measureJourney } from './journey/journey.ts';
import { frameOf, type Measured, type MeasureSettings } from './measured.ts';
import { type RankedCluster, ranking } from './prioritize/ranking.ts';
import type { ProjectRecord } from './record.ts';
import { isConfigured } from './roles.ts';

/** Everything that is measured of a project at one moment. */
export interface Measures extends JourneyMeasures {
  asOf: Date;
  /** the ISO week that holds the moment just before */
  week: string;
  /** who is staff: as the config in force says, or inferred from permissions */
  staff: 'declared' | 'inferred';
  /** threads whose author's role was inferred */
  rolesInferred: number;
  /** first response and the bus factor of help belong to the health of the loop */
  firstResponse: readonly Measured[];
  presence: readonly Measured[];
  thanks: CommunityMeasures['thanks'];
  ranking: readonly RankedCluster[] | null;
}

/** All metrics, lists and checklists, from the record alone: the same record gives the same measures. */
export function measure(record: ProjectRecord, settings: MeasureSettings): Measures {
  const frame = frameOf(record, settings);
  const community = measureCommunity(frame);
  const { judged, contributions, peerSupport, answerQuality } = community;
  const journey = measureJourney(frame, {
    ...judged,
    advocacy: [...contributions, ...peerSupport, ...answerQuality],
  });
  return {
    asOf: record.asOf,
    week: isoWeek(new Date(record.asOf.getTime() - 1), frame.timezone),
    staff: isConfigured(settings.staff) ? 'declared' : 'inferred',
    rolesInferred: record.rolesInferred,
    ...journey,
    firstResponse: community.firstResponse,
    presence: community.presence,
    thanks: community.thanks,
    ranking: ranking(frame),
  };
}

/** A part of what was measured, under its heading. */
export interface MeasuredGroup {
  group: string;
  metrics: readonly Measured[];
}

/** Every metric once, in the order in which they are told. */
export function measuredGroups({
  stages,
  health,
  firstResponse,
  flywheel,
  presence,
}: Measures): MeasuredGroup[] {
  return [
    ...stages.map(({ stage, metrics }) => ({ group: stage, metrics })),
    { group: 'loop', metrics: [...firstResponse, ...health] },
    { group: 'flywheel', metrics: flywheel },
    { group: 'presence', metrics: presence },
  ];
}
