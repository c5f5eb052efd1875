import { raw } from 'hono/html';
import { FIRST_LOOK_DAYS, type FirstLook } from '../../../loop/measure/first-look.ts';
import type { WeekPreview } from '../../../pipeline/preview-week.ts';
import { BACKFILL } from '../../../receive/backfill.ts';
import type { Welcome } from '../figures.ts';
import { type GoLive, goLiveOf } from '../go-live.ts';
import { issueHtml } from '../issue-html.ts';
import { type PageRequest, pagePath, type View } from '../page.ts';
import { type Column, Rows, When } from '../parts.tsx';

/** As often as somebody who waits looks. */
const REFRESH_S = 3;

/** How far the reading of history is, of the repositories that whoever asks may read. */
interface Reading {
  repositories: number;
  repositoriesDone: number;
  threads: number;
  /** threads that were read and wait to be looked at, in the whole installation */
  waiting: number;
  /** what could not be read, with its reason */
  problems: readonly { repository: string; problem: string }[];
}

export interface WelcomeData {
  reading: Reading;
  done: boolean;
  /** null: history is still being read */
  seen: Welcome | null;
  live: GoLive;
}

/** The first five minutes: what is being read, what there is to see, what the app would do, and how to let it. */
export const welcome: View<WelcomeData> = {
  async load(page) {
    const [reading, live] = await Promise.all([readingOf(page), goLiveOf(page)]);
    const done =
      reading.repositories > 0 && reading.repositoriesDone === reading.repositories && reading.waiting === 0;
    return { reading, done, seen: done ? await page.welcome() : null, live };
  },
  title: () => 'First look',
  table: ({ seen }) => ({
    columns: ['stage', 'threads'],
    rows: (seen?.look.stages ?? []).map(({ stage, threads }) => [stage, threads]),
  }),
  refreshS: ({ done }) => (done ? null : REFRESH_S),
  body: (data, page) => (
    <>
      <h1>First look at {page.installation.login}</h1>
      <p class="lead">
        Nothing was written to any old thread, and nothing will be: see what there is, then decide what the
        app may do.
      </p>
      <History reading={data.reading} done={data.done} />
      {data.seen !== null && (
        <>
          <Seen look={data.seen.look} />
          <Would look={data.seen.look} />
          <Preview issue={data.seen.issue} live={data.live} page={page} />
          <Live live={data.live} shadow={page.shadow} />
        </>
      )}
    </>
  ),
};

async function readingOf({ tenant, repositories }: PageRequest): Promise<Reading> {
  const [rows, waiting] = await Promise.all([tenant.backfill.rows(), tenant.backfill.waiting(BACKFILL)]);
  const names = new Map(repositories.map(({ id, owner, name }) => [id, `${owner}/${name}`]));
  const own = rows.filter(({ repositoryId }) => names.has(repositoryId));
  const open = new Set(own.filter(({ doneAt }) => doneAt === null).map(({ repositoryId }) => repositoryId));
  return {
    repositories: names.size,
    // Those of which nobody knows yet what there is to read are not done.
    repositoriesDone: new Set(own.map(({ repositoryId }) => repositoryId)).size - open.size,
    threads: own.reduce((sum, row) => sum + row.threads, 0),
    waiting,
    problems: own.flatMap(({ repositoryId, problem }) =>
      problem === null || problem === NOT_THERE
        ? []
        : [{ repository: names.get(repositoryId) ?? '', problem }],
    ),
  };
}

/** A repository without discussions is none with a problem. */
const NOT_THERE = 'not there';

function History({ reading, done }: { reading: Reading; done: boolean }) {
  const { repositories, repositoriesDone, threads, waiting, problems } = reading;
  return (
    <section aria-labelledby="history">
      <h2 id="history">1. Reading history</h2>
      <p>
        {done ? 'Read' : 'Reading'}: {repositoriesDone} of {repositories} repositories, {threads} threads
        {waiting > 0 && `, ${waiting} of them still to be looked at`}.{' '}
        <progress aria-label="Repositories read" max={Math.max(repositories, 1)} value={repositoriesDone} />
      </p>
      {!done && (
        <p class="small">This page loads itself again. The rest follows as soon as history is read.</p>
      )}
      {problems.length > 0 && (
        <ul>
          {problems.map(({ repository, problem }) => (
            <li>
              {repository}: {problem}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const STAGE_COLUMNS: Column<FirstLook['stages'][number]>[] = [
  { name: 'Stage', cell: ({ stage }) => (stage === 'none' ? 'no stage: the text does not tell' : stage) },
  { name: 'Threads', kind: 'number', cell: ({ threads }) => threads },
];

function Seen({ look }: { look: FirstLook }) {
  return (
    <section aria-labelledby="seen">
      <h2 id="seen">2. What we see in your last {FIRST_LOOK_DAYS} days</h2>
      <p>
        Since <When at={look.since} />, {counted(look.people, 'person', 'people')} of the community opened{' '}
        {counted(look.threads, 'thread')}. {counted(look.shared, 'problem')}{' '}
        {look.shared === 1 ? 'was' : 'were'} told by two people or more. {look.unanswered} of the threads{' '}
        {look.unanswered === 1 ? 'is' : 'are'} open and without an answer by anybody else.
      </p>
      <div class="narrow">
        <Rows label="Threads by stage" columns={STAGE_COLUMNS} rows={look.stages} empty="" />
      </div>
    </section>
  );
}

function Would({ look: { would } }: { look: FirstLook }) {
  return (
    <section aria-labelledby="would">
      <h2 id="would">3. What the app would have done with them</h2>
      <ul>
        <li>put {counted(would.labels, 'stage label')} on these threads (from mode “label” on);</li>
        <li>
          written {counted(would.related, 'comment')} that name an earlier thread with certainly the same
          problem, and {counted(would.summaries, 'summary', 'summaries')} on the thread that stands for a
          problem (mode “act”);
        </li>
        <li>opened one weekly issue a week (from mode “suggest” on);</li>
        <li>closed, locked or deleted nothing, and mentioned nobody.</li>
      </ul>
    </section>
  );
}

function counted(n: number, one: string, more = `${one}s`): string {
  return `${n} ${n === 1 ? one : more}`;
}

function Preview({ issue, live, page }: { issue: WeekPreview | null; live: GoLive; page: PageRequest }) {
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">4. The weekly issue, as it would be opened now</h2>
      {issue === null ? (
        <p>
          {live.triage === null
            ? 'It is not clear in which repository it would be opened: name one in the config (triage.repository).'
            : 'There is nothing new that it would tell of.'}
        </p>
      ) : (
        <details open>
          <summary>
            {issue.title}, in {live.triage ?? page.installation.login}
          </summary>
          <section class="issue box scroll" tabindex={0} aria-label={issue.title}>
            {raw(issueHtml(issue.body))}
          </section>
        </details>
      )}
      <p>
        <a href={pagePath(page, '')}>All figures are on the overview.</a>
      </p>
    </section>
  );
}

function Live({ live, shadow }: { live: GoLive; shadow: boolean }) {
  return (
    <section aria-labelledby="live">
      <h2 id="live">5. Go live</h2>
      {shadow && <p class="note">SHADOW is set: whatever the config says, nothing is written to GitHub.</p>}
      <p>
        {live.configured ? (
          <>
            A config is in force: mode <strong>{live.mode}</strong>.
          </>
        ) : (
          <>
            Without a config the app puts stage labels on new threads, answers commands and opens the weekly
            issue, and comments on nobody’s thread. To let it comment, commit this file to{' '}
            <code>{live.repository}</code>. GitHub’s page is filled in; nothing counts before you commit it.
          </>
        )}
      </p>
      {!live.configured && <pre>{live.file}</pre>}
      {!live.exists && (
        <p class="small">
          The app does not see the repository {live.repository}: create it if it is not there, and let the
          installation cover it.
        </p>
      )}
      <p>
        <a class="btn btn-primary" href={live.url}>
          {live.configured ? 'Change the config on GitHub' : 'Write the config on GitHub'}
        </a>
      </p>
    </section>
  );
}
