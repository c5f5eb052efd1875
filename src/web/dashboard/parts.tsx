import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { countText, intervalText, percent, valueText } from '../../loop/measure/figures.ts';
import type { Line, Measured } from '../../loop/measured.ts';
import type { ThreadRef, ThreadType } from '../../loop/vocabulary.ts';
import type { Chart } from './chart.ts';
import { type PageRequest, pagePath, threadName, threadUrl } from './page.ts';

/** The day in UTC, with the whole moment for those who want it. */
export function When({ at }: { at: Date }) {
  const iso = at.toISOString();
  return (
    <time datetime={iso} title={iso}>
      {iso.slice(0, 10)}
    </time>
  );
}

/** The minute in UTC. */
export function Moment({ at }: { at: Date }) {
  const iso = at.toISOString();
  return (
    <time datetime={iso} title={iso}>
      {iso.slice(0, 16).replace('T', ' ')}
    </time>
  );
}

export function Tag({ word, children }: { word: string; children?: Child }) {
  return <span class={`tag ${word}`}>{children ?? word}</span>;
}

/** A table that scrolls by itself where it is wider than the screen, with the keyboard, too. */
export function Scroll({ label, children }: { label: string; children?: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  );
}

export interface Column<Row> {
  name: string;
  cell(row: Row): Child;
  kind?: 'number' | 'title';
}

/** Rows under named columns; the first one heads its row. */
export function Rows<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  empty: string;
}) {
  const { label, columns, rows, empty } = props;
  if (rows.length === 0) return <p>{empty}</p>;
  return (
    <Scroll label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, kind }) => (
              <th scope="col" class={kind}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, kind }, index) =>
                index === 0 ? (
                  <th scope="row" class={kind}>
                    {cell(row)}
                  </th>
                ) : (
                  <td class={kind}>{cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Metrics with all that is needed to judge them. `defined`: with their definitions. */
export function MetricTable({
  label,
  metrics,
  defined = true,
}: {
  label: string;
  metrics: readonly Measured[];
  defined?: boolean;
}) {
  // What the rows of a family have in common is said once, at the first of them.
  const first = new Map(metrics.toReversed().map((each) => [each.definition, each]));
  const columns: Column<Measured>[] = [
    {
      name: 'Metric',
      kind: 'title',
      cell: (each) =>
        defined ? (
          <>
            <strong>{each.name}</strong>
            {first.get(each.definition) === each && (
              <>
                <br />
                <span class="small">{each.definition}</span>
              </>
            )}
          </>
        ) : (
          <span title={each.definition}>{each.name}</span>
        ),
    },
    { name: 'Value', kind: 'number', cell: valueText },
    { name: '95 % interval', kind: 'number', cell: intervalText },
    { name: 'n', kind: 'number', cell: ({ metric }) => countText(metric) },
    { name: 'Coverage', kind: 'number', cell: ({ metric }) => percent(metric.coverage) },
    { name: 'Known by', cell: ({ metric }) => metric.provenance },
  ];
  return <Rows label={label} columns={columns} rows={metrics} empty="Nothing is measured here." />;
}

/** A picture, described for those who do not see it. */
export function Figure({ chart, id }: { chart: Chart | null; id: string }) {
  if (chart === null) return null;
  const svg = chart.svg.replace(
    '<svg ',
    `<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text" `,
  );
  return (
    <figure class="chart">
      <figcaption id={`${id}-title`}>{chart.title}</figcaption>
      <section class="scroll" tabindex={0} aria-label={`Picture: ${chart.title}`}>
        {raw(svg)}
      </section>
      <p id={`${id}-text`} hidden>
        {chart.description}
      </p>
    </figure>
  );
}

/**
 * Lines of a checklist with what they rest on.
 * @param props.good the answer that one hopes for
 */
export function Lines({ lines, good = 'yes' }: { lines: readonly Line[]; good?: 'yes' | 'no' }) {
  return (
    <ul class="lines">
      {lines.map(({ text, state, evidence, at }) => (
        <li>
          <Tag word={state === 'unknown' ? state : state === good ? 'good' : 'bad'}>{state}</Tag> {text}
          <br />
          <span class="small">
            {evidence}
            {at !== null && (
              <>
                {' '}
                (<When at={at} />)
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function ThreadLink({
  page,
  thread,
}: {
  page: PageRequest;
  thread: ThreadRef & { type: ThreadType };
}) {
  const url = threadUrl(page, thread);
  const name = threadName(page, thread);
  return url === null ? <span>{name}</span> : <a href={url}>{name}</a>;
}

export function ClusterLink({ page, id, children }: { page: PageRequest; id: number; children?: Child }) {
  return <a href={pagePath(page, `clusters/c${id}`)}>{children ?? `c${id}`}</a>;
}

/** Links to the same page of a list with another choice. */
export function Choices(props: {
  label: string;
  choices: readonly { name: string; href: string; current: boolean }[];
}) {
  return (
    <nav aria-label={props.label}>
      <ul class="tabs">
        {props.choices.map(({ name, href, current }) => (
          <li>
            <a href={href} aria-current={current ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** To the first and to the next page of a list. */
export function Pages({ first, next }: { first: string | null; next: string | null }) {
  if (first === null && next === null) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {first !== null && <a href={first}>First page</a>}
      {next !== null && (
        <a href={next} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}
