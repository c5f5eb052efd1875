import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** One small style sheet inside the page, allowed by its hash: pages load nothing. */
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
code, textarea { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
textarea { width: 100%; min-height: 12rem; box-sizing: border-box; }
button, input { font: inherit; padding: .4rem .8rem; }
.note { border-inline-start: .3rem solid #b58900; padding-inline-start: .8rem; }
li { margin-block: .3rem; }
`;

/** For the content security policy. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** A whole page. Everything inside is escaped by JSX. */
export function Page({ title, children }: { title: string; children?: Child }) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            {children}
          </main>
        </body>
      </html>
    </>
  );
}
