import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { ADMIN_TABS, type PageRequest, pagePath, TABS } from './page.ts';
import { styleSheet } from './style.ts';

/** Who looks: nobody in particular, or somebody whom GitHub named. */
export type Viewer =
  /** `as`: whose decisions those are that are made here; null: nobody's */
  { open: true; as: string | null } | { open: false; login: string };

/** A whole page. Everything inside is escaped by JSX. */
export function Shell(props: {
  title: string;
  viewer: Viewer | null;
  csrf?: string;
  /** of an installation, with its tabs */
  page?: PageRequest;
  /** tab that it belongs to */
  tab?: string;
  /** what the same is as data */
  formats?: readonly { name: string; href: string }[];
  /** loads itself again after so many seconds */
  refreshS?: number;
  children?: Child;
}) {
  const { title, viewer, csrf, page, tab, formats = [], refreshS, children } = props;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en" data-color-mode="auto" data-light-theme="light" data-dark-theme="dark">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {refreshS !== undefined && <meta http-equiv="refresh" content={String(refreshS)} />}
          <title>{`${title} · Fullcircle`}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={styleSheet().path} />
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <header class="top">
            {viewer?.open && <OpenBanner as={viewer.as} />}

            <div class="inner row">
              <a class="name" href="/">
                Fullcircle
              </a>
              {page !== undefined && <a href={pagePath(page, '')}>{page.installation.login}</a>}
              {viewer !== null && !viewer.open && (
                <div class="who">
                  <span>{viewer.login}</span>
                  <form class="inline" method="post" action="/auth/sign-out">
                    <input type="hidden" name="csrf" value={csrf} />
                    <button class="btn btn-sm" type="submit">
                      Sign out
                    </button>
                  </form>
                </div>
              )}
            </div>
            {page !== undefined && <Tabs page={page} tab={tab ?? ''} />}
          </header>
          <main id="main" class="inner" tabindex={-1}>
            {children}
          </main>
          {formats.length > 0 && (
            <footer>
              <div class="inner">
                The same as{' '}
                {formats.map(({ name, href }) => (
                  <a href={href}>{name}</a>
                ))}
                Times are UTC; intervals are 95 %.
              </div>
            </footer>
          )}
        </body>
      </html>
    </>
  );
}

function OpenBanner({ as }: { as: string | null }) {
  return (
    <div class="banner">
      <div class="inner">
        This dashboard is open: it asks nobody to sign in, and shows everything to whoever uses this machine.
        {as !== null && ` Decisions are made as ${as}.`}
      </div>
    </div>
  );
}

function Tabs({ page, tab }: { page: PageRequest; tab: string }) {
  const shown = TABS.filter(({ path }) => page.admin || !ADMIN_TABS.includes(path));
  return (
    <nav class="inner" aria-label="Pages of this installation">
      <ul class="tabs">
        {shown.map(({ path, name }) => (
          <li>
            <a href={pagePath(page, path)} aria-current={path === tab ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
