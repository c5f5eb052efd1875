import { INSTALLED_PATH } from '../manifest.ts';
import type { WebApp } from '../server.ts';
import type { Access } from './access.ts';
import { numberOf } from './page.ts';
import { Shell } from './shell.tsx';
import type { WebContext } from './sign-in.tsx';

/** GitHub tells of an installation within seconds. */
const REFRESH_S = 2;

/**
 * Where GitHub sends whoever has just installed the app: on to the first look, as soon as the app knows the installation.
 * https://docs.github.com/apps/creating-github-apps/registering-a-github-app/about-the-setup-url
 */
export function addArrival(
  app: WebApp,
  withAccess: (context: WebContext, show: (access: Access) => Promise<Response>) => Promise<Response>,
): void {
  app.get(INSTALLED_PATH, (context) =>
    withAccess(context, async (own) => {
      const id = numberOf(context.req.query('installation_id') ?? '');
      if (id === null) return context.html(<Requested own={own} />);
      const all = await own.installationsNow();
      if (all.some((each) => each.id === id)) return context.redirect(`/i/${id}/welcome`);
      return context.html(
        <Shell title="One moment" viewer={own.viewer} csrf={own.csrf} refreshS={REFRESH_S}>
          <h1>One moment</h1>
          <p>GitHub is telling the app of the installation. This page loads itself again.</p>
        </Shell>,
      );
    }),
  );
}

function Requested({ own }: { own: Access }) {
  return (
    <Shell title="Asked for" viewer={own.viewer} csrf={own.csrf}>
      <h1>Asked for</h1>
      <p>
        The installation was asked for. Once an owner of the organisation has approved it, you find it at the{' '}
        <a href="/">beginning</a>.
      </p>
    </Shell>
  );
}
