import type { Sandbox } from '../sandbox/sandbox.ts';
import { BENCH } from './deliveries.ts';
import type { MadeUpReport } from './made-up-reports.ts';

const REPO = `${BENCH.login}/${BENCH.repository}`;
const OWNER = 'olga';
const TEAM = 'theo';
const REPORTERS = 40;
/** The label that a person gives by hand. */
const LABEL = 'stage: adoption';

const CONFIG = 'version: 1\nmode: act\n';

/** The organisation of the bench, before the app comes. Returns the ids that GitHub gave. */
export function prepareOrganization({ people, world }: Sandbox): { repositoryId: number; nodeId: string } {
  people.createOrganization({ login: BENCH.login, owner: OWNER });
  people.createRepository({ owner: BENCH.login, name: BENCH.repository });
  people.setPermission(TEAM, REPO, 'triage');
  people.createLabel(REPO, { by: OWNER, name: LABEL, color: 'ffffff' });
  const made = world.findRepository(BENCH.login, BENCH.repository);
  if (made === null) throw new Error('the sandbox has no repository');
  return { repositoryId: made.id, nodeId: made.nodeId };
}

/** The app may act from now on. */
export function allowToAct({ people }: Sandbox): void {
  const files = { '.github/fullcircle.yml': CONFIG };
  people.push({ repo: REPO, author: OWNER, message: 'Configure the loop', files });
}

/** What is measured, in the order in which it happens to a thread. `echo`: GitHub tells of what the app itself wrote. */
export const EVENT_NAMES = [
  'issue opened',
  'issue opened, the same problem',
  'comment',
  'comment with a command',
  'label by a person',
  'title edited',
  'issue closed',
  'reaction poll',
  'echo of an own write',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/**
 * Calls of GitHub beside its writes without which an event cannot be carried: who may command is known to GitHub alone,
 * and it tells no reactions by webhook.
 */
export const NEEDED_READS: Readonly<Record<EventName, number>> = {
  'issue opened': 0,
  'issue opened, the same problem': 0,
  comment: 0,
  'comment with a command': 1,
  'label by a person': 0,
  'title edited': 0,
  'issue closed': 0,
  'reaction poll': 1,
  'echo of an own write': 0,
};

/** What happens to one report: two people tell it, it is talked about, and put away. Yields each event after it happened. */
export function* happenings(
  { people, world }: Sandbox,
  report: MadeUpReport,
  turn: number,
): Generator<Exclude<EventName, 'echo of an own write'>, void> {
  const [author, other] = [`reporter-${turn % REPORTERS}`, `reporter-${(turn + 1) % REPORTERS}`];
  const title = `${report.title} crashes since the upgrade`;
  const body = `${report.body}\n\n${errorOf(turn)}`;
  const first = people.openIssue({ repo: REPO, author, title, body });
  yield 'issue opened';
  const second = people.openIssue({
    repo: REPO,
    author: other,
    title: `Again: ${report.title}`,
    body: `We see the same since today.\n\n${errorOf(turn)}`,
  });
  yield 'issue opened, the same problem';
  people.comment(first, { author: other, body: 'I see the same on our machines, every time.' });
  yield 'comment';
  people.comment(first, { author: TEAM, body: '/why' });
  yield 'comment with a command';
  people.label(first, { by: TEAM, labels: [LABEL] });
  yield 'label by a person';
  people.editThread(first, { by: author, title: `${title}, still` });
  yield 'title edited';
  people.close(second, { by: TEAM });
  yield 'issue closed';
  const comments = world.findRepository(BENCH.login, BENCH.repository)?.threads.get(second.number)?.comments;
  for (const { author: by, id, nodeId } of comments ?? []) {
    if (by === world.app.bot) people.react({ thread: second, id, nodeId }, { by: other, content: '+1' });
  }
  yield 'reaction poll';
}

/** An error that nobody else has. */
function errorOf(turn: number): string {
  const name = `larkspur-${turn}`;
  return [
    '```',
    `Error [ERR_MODULE_NOT_FOUND]: Cannot find package ${name} imported from loader${turn}`,
    `    at resolve${turn} (src/config/resolve.ts:41:9)`,
    '    at loadWorkspace (src/workspace.ts:12:3)',
    '```',
  ].join('\n');
}
