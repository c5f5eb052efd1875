import type { Child } from 'hono/jsx';
import type { Access } from './access.ts';
import type { PageRequest, Table, TabPath, View } from './page.ts';
import { csvOf } from './page.ts';
import { Shell, type Viewer } from './shell.tsx';
import type { WebContext } from './sign-in.tsx';

/** Seconds after which a page that waits for figures loads itself again. */
const REFRESH_S = 2;

/** A view as a page, as JSON or as CSV. */
export function served<Data>(view: View<Data>) {
  return async (context: WebContext, own: Access, page: PageRequest, tab: TabPath): Promise<Response> => {
    const data = await view.load(page);
    if (data === null) return notHere(context, own.viewer);
    const format = context.req.query('format');
    if (format === 'json') {
      const { installation, now } = page;
      return context.json({ installation, asOf: now, data });
    }
    if (format === 'csv' && view.table !== undefined) return csv(context, view.table(data, page), tab);
    return context.html(
      <Shell
        title={`${view.title(data)} · ${page.installation.login}`}
        viewer={own.viewer}
        csrf={own.csrf}
        page={page}
        tab={tab}
        formats={formatsOf(context, view.table !== undefined)}
        refreshS={view.refreshS?.(data) ?? undefined}
      >
        {view.body(data, page)}
      </Shell>,
    );
  };
}

function csv(context: WebContext, table: Table, tab: TabPath): Response {
  return context.body(csvOf(table), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${tab === '' ? 'overview' : tab}.csv"`,
  });
}

function formatsOf(context: WebContext, hasTable: boolean): { name: string; href: string }[] {
  // What a form brought has no address.
  if (context.req.method !== 'GET') return [];
  const { pathname, searchParams } = new URL(context.req.url);
  return ['json', ...(hasTable ? ['csv'] : [])].map((format) => {
    const query = new URLSearchParams(searchParams);
    query.set('format', format);
    return { name: format.toUpperCase(), href: `${pathname}?${query}` };
  });
}

/** Why something is not shown, or was not done. */
export function problem(
  context: WebContext,
  viewer: Viewer | null,
  status: 400 | 403 | 404 | 409 | 503,
  title: string,
  text: string,
): Response | Promise<Response> {
  if (context.req.query('format') === 'json') return context.json({ error: text }, status);
  return context.html(
    <Message title={title} viewer={viewer}>
      <p>{text}</p>
    </Message>,
    status,
  );
}

/** The same for what is not there and for what is not for them. */
export function notHere(context: WebContext, viewer: Viewer): Response | Promise<Response> {
  return problem(context, viewer, 404, 'Not here', 'There is no such page, or not for you.');
}

/** The figures are not there yet: the page asks again by itself. */
export function stillWorking(context: WebContext, viewer: Viewer): Response | Promise<Response> {
  if (context.req.query('format') !== undefined) {
    return context.json({ error: 'The figures are being worked out: ask again in a moment.' }, 503, {
      'retry-after': String(REFRESH_S),
    });
  }
  return context.html(
    <Message title="One moment" viewer={viewer} refreshS={REFRESH_S}>
      <p>The figures are being worked out. This page loads itself again.</p>
    </Message>,
    202,
  );
}

function Message(props: { title: string; viewer: Viewer | null; refreshS?: number; children?: Child }) {
  const { title, viewer, refreshS, children } = props;
  return (
    // Without the form for signing out: nothing can be done here but going on.
    <Shell title={title} viewer={viewer?.open ? viewer : null} refreshS={refreshS}>
      <h1>{title}</h1>
      {children}
      <p>
        <a href="/">To the beginning</a>
      </p>
    </Shell>
  );
}
