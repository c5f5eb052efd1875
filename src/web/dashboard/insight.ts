import { isoWeek } from '../../loop/calendar.ts';
import { type Measures, measure } from '../../loop/measure.ts';
import { frameOf, type MeasureSettings, WINDOW_DAYS } from '../../loop/measured.ts';
import { countByWeek } from '../../loop/record/days.ts';
import { isCommunity } from '../../loop/record/people.ts';
import type { ProjectRecord } from '../../loop/record.ts';
import { type Metric, trendMetric } from '../../loop/statistics/metric.ts';
import { STAGES, type Stage } from '../../loop/vocabulary.ts';

/** How the community's threads of a stage move. */
export interface StageTrend {
  stage: Stage;
  /** threads of each full week, oldest first */
  weekly: readonly number[];
  /** rate of the last four weeks over that of the twelve before */
  trend: Metric;
}

/** All figures of the dashboard for one set of repositories at one moment. */
export interface Insight {
  measures: Measures;
  /** full ISO weeks, oldest first; fewer where history does not reach back further */
  weeks: readonly string[];
  trends: readonly StageTrend[];
}

export function insightOf(record: ProjectRecord, settings: MeasureSettings): Insight {
  const frame = frameOf(record, settings);
  const { weeks } = frame;
  const basis = frame.basis(frame.trailing(WINDOW_DAYS.quarter + WINDOW_DAYS.month));
  const since = weeks[0]?.from ?? record.asOf;
  const told = record.threads.filter(({ createdAt, author }) => createdAt >= since && isCommunity(author));
  const trends = STAGES.map((stage) => {
    const own = told.filter((thread) => thread.stage === stage);
    const weekly = countByWeek(
      weeks,
      own.map(({ createdAt }) => createdAt),
    );
    return {
      stage,
      weekly,
      trend: trendMetric(
        weekly.map((count) => ({ count, exposure: 1 })),
        basis,
      ),
    };
  });
  return {
    measures: measure(record, settings),
    weeks: weeks.map(({ from }) => isoWeek(from, frame.timezone)),
    trends,
  };
}
