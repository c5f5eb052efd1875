import { STAGE_GOALS } from '../../../loop/journey/stage-goals.ts';
import { figureText } from '../../../loop/measure/figures.ts';
import { present } from '../../../loop/present.ts';
import { remembering } from '../../../loop/remembering.ts';
import type { Metric } from '../../../loop/statistics/metric.ts';
import { STAGES, type Stage } from '../../../loop/vocabulary.ts';
import { weeklyChart } from '../chart.ts';
import type { Insight, StageTrend } from '../insight.ts';
import { type Column, Figure, Rows } from '../parts.tsx';

const RECENT_WEEKS = 4;

/** The picture of these weeks and trends, drawn once for the figures that they are of. */
const drawn = remembering((weeks: readonly string[]) =>
  remembering((trends: readonly StageTrend[]) => {
    const counts = Object.fromEntries(
      STAGES.map((stage) => [stage, trends.find((each) => each.stage === stage)?.weekly ?? []]),
      // Every stage is a key.
    ) as Record<Stage, readonly number[]>;
    return weeklyChart(weeks, counts);
  }),
);

/** How the five stages move, as a picture and as the table that it is drawn from. */
export function StageTrends({ weeks, trends }: Pick<Insight, 'weeks' | 'trends'>) {
  return (
    <>
      <Figure id="stages" chart={drawn(weeks)(trends)} />
      <Rows
        label="Threads of the community by stage"
        columns={TREND_COLUMNS}
        rows={trends}
        empty="There are no stages."
      />
    </>
  );
}

const TREND_COLUMNS: Column<StageTrend>[] = [
  {
    name: 'Stage',
    kind: 'title',
    cell: ({ stage }) => (
      <>
        <strong>{stage}</strong>
        <br />
        <span class="small">{STAGE_GOALS[stage].question}</span>
      </>
    ),
  },
  {
    name: 'Last 4 full weeks',
    kind: 'number',
    cell: ({ weekly }) => weekly.slice(-RECENT_WEEKS).reduce((sum, count) => sum + count, 0),
  },
  {
    name: 'Weeks counted',
    kind: 'number',
    cell: ({ weekly }) => weekly.length,
  },
  { name: 'Against the 12 weeks before', kind: 'number', cell: ({ trend }) => trendText(trend) },
  { name: '95 % interval', kind: 'number', cell: ({ trend }) => trendInterval(trend) },
  { name: 'n', kind: 'number', cell: ({ trend }) => trend.n },
];

/** The ratio, or why there is none. */
export function trendText({ value, note }: Metric): string {
  return value === null ? present(note) : figureText(value, 'ratio');
}

function trendInterval({ interval }: Metric): string {
  if (interval === null) return '';
  const [low, high] = interval;
  return `${low.toFixed(2)} to ${high === null ? '?' : high.toFixed(2)}`;
}
