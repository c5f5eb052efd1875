import { HISTORY } from '../../../src/cli/demo/history/history.ts';
import type { Happening, History } from '../../../src/cli/demo/history/types.ts';

/** Monday of the third week, before its weekly issue. */
const UNTIL = '2026-03-16T00:00:00+01:00';
/** Weekly issues that come due in them. */
export const TRIAGE_WEEKS = ['2026-W10', '2026-W11'];

const STUCK = `### Version

1.3.0

### Minutes to first success

45

### What happened?

I am new here and followed the quickstart on my first day. \`npx create-tidewheel hello\` installs, then \`npm run dev\`
stops at the second step of the getting started guide. I could not get my first job to run at all.`;

const REGRESSION = `### Version

1.3.0

### Environment

Production, Node 22, Postgres 16

### What happened?

It worked for months on 1.2.4. Since we upgraded to 1.3.0 the worker leaks memory in production until it is killed every
two hours. Going back to 1.2.4 helps, so this is a regression of the last release. It broke our nightly workflow twice.`;

/** What the first two weeks of the history lack: people who correct the app and ask it why. */
const CORRECTIONS: readonly Happening[] = [
  opened('stuck-1', '2026-03-10T08:00:00Z', 'Quickstart: getting started fails at the second step'),
  opened('stuck-2', '2026-03-10T08:05:00Z', 'Install: create-tidewheel fails on my first try'),
  opened('stuck-3', '2026-03-10T08:10:00Z', 'First run after install: getting started guide does not work'),
  { kind: 'app-label.removed', at: '2026-03-10T09:00:00Z', actor: 'rasmus-ekdahl', thread: 'stuck-1' },
  said('stuck-1', '2026-03-10T09:10:00Z', 'kofi-anane', 'I tried the quickstart again, same result.'),
  {
    kind: 'thread.edited',
    at: '2026-03-10T09:20:00Z',
    actor: 'kofi-anane',
    thread: 'stuck-1',
    title: 'Regression: worker leaks memory after upgrade to 1.3.0',
    body: REGRESSION,
  },
  { kind: 'closed', at: '2026-03-11T09:00:00Z', actor: 'kofi-anane', thread: 'stuck-1', reason: 'completed' },
  said('stuck-2', '2026-03-10T10:00:00Z', 'kofi-anane', '/why'),
  said('stuck-2', '2026-03-10T10:05:00Z', 'hvalross', 'I wonder, too.\n\n/why'),
  said('stuck-2', '2026-03-10T10:10:00Z', 'hvalross', '/stage advocacy'),
  // What /why says of it changes, which is edited into the comment that is there.
  said('stuck-2', '2026-03-10T10:15:00Z', 'junpei-mori', '/stage adoption'),
  said('compare-queue', '2026-03-10T10:20:00Z', 'quentin-lafarge', '/why'),
  said('stuck-3', '2026-03-10T11:00:00Z', 'junpei-mori', '/stage retention'),
  said('stuck-3', '2026-03-10T11:05:00Z', 'junpei-mori', '/stage sideways'),
];

export const TWO_WEEKS: History = {
  ...HISTORY,
  until: UNTIL,
  happenings: [...HISTORY.happenings.filter(({ at }) => new Date(at) < new Date(UNTIL)), ...CORRECTIONS].sort(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
  ),
};

function opened(key: string, at: string, title: string): Happening {
  return { kind: 'issue.opened', at, actor: 'kofi-anane', repo: 'cli', key, title, body: STUCK, labels: [] };
}

function said(thread: string, at: string, actor: string, body: string): Happening {
  return { kind: 'commented', at, actor, thread, comment: `${thread}/${at}`, body };
}
