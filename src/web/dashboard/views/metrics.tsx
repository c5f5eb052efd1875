import { metricRows } from '../../../loop/measure/table.ts';
import { type Measures, measuredGroups } from '../../../loop/measure.ts';
import type { Measured, Unit } from '../../../loop/measured.ts';
import { remembering } from '../../../loop/remembering.ts';
import { type Chart, intervalChart } from '../chart.ts';
import type { View } from '../page.ts';
import { Figure, Lines, MetricTable, When } from '../parts.tsx';

const GROUP_NAMES: Readonly<Record<string, string>> = {
  loop: 'Health of the loop',
  flywheel: 'Flywheel',
  presence: 'Presence',
};

export const metrics: View<Measures> = {
  load: async (page) => (await page.insight()).measures,
  title: () => 'Metrics',
  body: (measures) => (
    <>
      <h1>Metrics</h1>
      <p class="lead">
        As of <When at={measures.asOf} />. With fewer than 5 observations only their number is told; what is
        unknown is called unknown. The bars are 95 % intervals: where they overlap, the order means nothing.
      </p>
      <nav aria-label="On this page">
        <ul class="contents">
          {measuredGroups(measures).map(({ group }) => (
            <li>
              <a href={`#${group}`}>{nameOf(group)}</a>
            </li>
          ))}
          <li>
            <a href="#functions">Three functions</a>
          </li>
          <li>
            <a href="#monday">Monday plan</a>
          </li>
        </ul>
      </nav>
      <MetricGroups measures={measures} />
      <h2 id="functions">Three functions</h2>
      <div class="two">
        {measures.functions.map(({ name, purpose, failures }) => (
          <section>
            <h3>{name}</h3>
            <p class="lead">{purpose}</p>
            <Lines lines={failures} good="no" />
          </section>
        ))}
      </div>
      <h2 id="monday">Monday plan</h2>
      <Lines lines={measures.monday} />
    </>
  ),
  table(measures) {
    const rows = metricRows(measures);
    const columns = Object.keys(rows[0] ?? {});
    return { columns, rows: rows.map((row) => Object.values(row)) };
  },
};

/** Every metric under its heading, drawn and in full beside it. */
export function MetricGroups({ measures, idPrefix = '' }: { measures: Measures; idPrefix?: string }) {
  return (
    <>
      {measuredGroups(measures).map(({ group, metrics: all }) => (
        <section>
          <h2 id={`${idPrefix}${group}`}>{nameOf(group)}</h2>
          <Goal measures={measures} group={group} />
          <div class="charts">
            {chartsOf(measures)
              .get(group)
              ?.map((chart, index) => (
                <Figure id={`${idPrefix}${group}-${index}`} chart={chart} />
              ))}
          </div>
          <MetricTable label={`Metrics: ${group}`} metrics={all} />
        </section>
      ))}
    </>
  );
}

function nameOf(group: string): string {
  return GROUP_NAMES[group] ?? capital(group);
}

function Goal({ measures, group }: { measures: Measures; group: string }) {
  const stage = measures.stages.find((each) => each.stage === group);
  if (stage === undefined) return null;
  const { goal, question, unseen } = stage;
  return (
    <p class="lead">
      Goal: {goal}. Key question: {question}
      {unseen !== null && ` Not visible on GitHub: ${unseen}.`}
    </p>
  );
}

/** Pictures by group: they take milliseconds each, and figures stay for a while. */
const chartsOf = remembering(
  (measures: Measures) =>
    new Map(measuredGroups(measures).map(({ group, metrics: all }) => [group, draw(group, all)])),
);

/** One picture for each unit: shares and hours have no axis in common. */
function draw(group: string, all: readonly Measured[]): Chart[] {
  const units = [...new Set(all.map(({ unit }) => unit))];
  return units.flatMap((unit) => {
    const own = all.filter((each) => each.unit === unit);
    return intervalChart(`${nameOf(group)}, ${UNIT_NAMES[unit]}`, unit, own) ?? [];
  });
}

const UNIT_NAMES: Record<Unit, string> = {
  share: 'as shares',
  count: 'counted',
  people: 'in people',
  'per week': 'per week',
  'per 100': 'per week and 100 people',
  minutes: 'in minutes',
  hours: 'in hours',
  'office hours': 'in office hours',
  days: 'in days',
  ratio: 'as ratios',
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
