import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Measures } from '../../loop/measure.ts';
import { issueHtml } from './issue-html.ts';
import { styleSheet } from './style.ts';
import { MetricGroups } from './views/metrics.tsx';
import { Verdict } from './views/verdict.tsx';

/** One week of a project, told. */
export interface ReportedWeek {
  week: string;
  /** the weekly issue as Markdown whose texts of others were neutralised; null: nothing was new */
  issue: { title: string; body: string } | null;
  measures: Measures;
}

/**
 * A page of its own with weekly issues and figures, made of the dashboard's parts. It opens from disk and loads nothing.
 * @param more Markdown whose texts of others were neutralised, told after the weeks
 */
export function renderReport(
  name: string,
  weeks: readonly ReportedWeek[],
  more: string | null = null,
): string {
  return `<!doctype html>\n${<Report name={name} weeks={weeks} more={more} />}\n`;
}

function Report({
  name,
  weeks,
  more,
}: {
  name: string;
  weeks: readonly ReportedWeek[];
  more: string | null;
}) {
  const { text } = styleSheet();
  const hash = createHash('sha256').update(text).digest('base64');
  return (
    <html lang="en" data-color-mode="auto" data-light-theme="light" data-dark-theme="dark">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="content-security-policy"
          content={`default-src 'none'; style-src 'sha256-${hash}'; img-src data:`}
        />
        <title>{`${name}: feedback triage`}</title>
        <style>{raw(text)}</style>
      </head>
      <body>
        <header class="top">
          <div class="inner row">
            <span class="name">Fullcircle</span>
            <span>{name}</span>
          </div>
        </header>
        <main class="inner">
          {weeks.map((week) => (
            <Week told={week} />
          ))}
          {more !== null && <article class="issue scroll">{raw(issueHtml(more))}</article>}
        </main>
      </body>
    </html>
  );
}

function Week({ told: { week, issue, measures } }: { told: ReportedWeek }) {
  return (
    <article>
      <h1>Feedback triage: {week}</h1>
      <Verdict checklist={measures.checklist} />
      <section class="issue scroll" tabindex={0} aria-label="The weekly issue">
        {issue === null ? <p>Nothing new: no issue would have been opened.</p> : raw(issueHtml(issue.body))}
      </section>
      <MetricGroups measures={measures} idPrefix={`${week}-`} />
    </article>
  );
}
