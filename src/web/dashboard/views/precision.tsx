import { MATCH_MODEL } from '../../../loop/cluster/match-model.ts';
import type { Measured } from '../../../loop/measured.ts';
import { intervalChart } from '../chart.ts';
import type { View } from '../page.ts';
import { Figure, MetricTable } from '../parts.tsx';

/** Metrics by which the app judges itself. */
const OWN = /^loop\.(?:labelled|overridden|link-precision)/;

export interface PrecisionData {
  matcher: string;
  metrics: readonly Measured[];
}

export const precision: View<PrecisionData> = {
  async load(page) {
    const { measures } = await page.insight();
    return { matcher: MATCH_MODEL.version, metrics: measures.health.filter(({ id }) => OWN.test(id)) };
  },
  title: () => 'Precision of the app',
  body: ({ matcher, metrics }) => (
    <>
      <h1>Precision of the app</h1>
      <p class="lead">
        How often the app is right, by what people did with its labels and links. Nobody judges everything: n
        says how much was judged, and what is not judged does not count as right. Links are found by version{' '}
        {matcher} of the matcher.
      </p>
      <Figure id="precision" chart={intervalChart('Precision of the app, as shares', 'share', metrics)} />
      <MetricTable label="Precision of the app" metrics={metrics} />
      <h2>What you can do when it is wrong</h2>
      <ul>
        <li>
          A wrong label: put the right one on, or say <code>/stage NAME</code>. It never fights yours.
        </li>
        <li>
          A wrong link: 👎 on the comment, <code>/not-duplicate</code> or <code>/split</code>. It stays undone
          for ever.
        </li>
        <li>
          A link that is missing: <code>/cluster #12</code>.
        </li>
      </ul>
    </>
  ),
  table: ({ metrics }) => ({
    columns: ['id', 'name', 'value', 'low', 'high', 'n', 'coverage', 'note'],
    rows: metrics.map(({ id, name, metric }) => [
      id,
      name,
      metric.value,
      metric.interval?.[0] ?? null,
      metric.interval?.[1] ?? null,
      metric.n,
      metric.coverage,
      metric.note ?? null,
    ]),
  }),
};
