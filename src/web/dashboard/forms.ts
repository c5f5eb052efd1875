import { bodyLimit } from 'hono/body-limit';
import type { WordEvent } from '../../loop/event.ts';
import { ACTIONS } from '../../loop/triage/agenda.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import { forgetEverywhere } from '../../operate/forget-person.ts';
import { GIVEN, givenDeliveryId, givenPayload } from '../../receive/word.ts';
import type { Store } from '../../store/store.ts';
import { UserError } from '../../user-error.ts';
import type { Logger } from '../log.ts';
import type { WebApp } from '../server.ts';
import type { Access } from './access.ts';
import { notHere, problem, served } from './answers.tsx';
import { openIssue } from './deciding.ts';
import { numberOf, type PageRequest, pagePath, wordOf } from './page.ts';
import { FORM_BYTES_MAX, type WebContext } from './sign-in.tsx';
import { lookFor, privacy } from './views/privacy.tsx';

export interface FormsOptions {
  store: Store;
  clock: { now(): Date };
  log: Logger;
  /** deliveries are due */
  onStored(): void;
  /** Answers with what `show` makes of the access, or with why there is none. */
  withAccess(context: WebContext, show: (access: Access) => Promise<Response>): Promise<Response>;
  requestFor(context: WebContext, own: Access, id: number | null): Promise<PageRequest | null>;
}

/** A form that was sent from a page of theirs. */
interface Sent {
  own: Access;
  page: PageRequest;
  /** '' where it is missing */
  field(name: string): string;
}

/** What people do by a form: each is checked to be their own, and each leaves its trace in the inbox. */
export function addForms(app: WebApp, options: FormsOptions): void {
  const { withAccess, requestFor } = options;
  const on = (path: string, act: (context: WebContext, sent: Sent) => Promise<Response>) =>
    app.post(`/i/:installation${path}`, bodyLimit({ maxSize: FORM_BYTES_MAX }), (context) =>
      withAccess(context, async (own) => {
        const form = await context.req.parseBody();
        const field = (name: string) => {
          const value = form[name];
          return typeof value === 'string' ? value : '';
        };
        if (!own.isOwnForm(field('csrf'))) {
          return problem(context, own.viewer, 403, 'Not done', FOREIGN_FORM);
        }
        const page = await requestFor(context, own, numberOf(context.req.param('installation') ?? ''));
        return page === null ? notHere(context, own.viewer) : act(context, { own, page, field });
      }),
    );
  on('/deliveries/replay', (context, sent) => replay(context, sent, options));
  on('/privacy', look);
  on('/privacy/forget', (context, sent) => forget(context, sent, options));
  on('/clusters/:cluster/decide', (context, sent) => decide(context, sent, options));
}

const FOREIGN_FORM = 'This form was not made by a page of yours, or is too old. Load the page again.';

async function replay(
  context: WebContext,
  { own, page, field }: Sent,
  { store, clock, log, onStored }: FormsOptions,
): Promise<Response> {
  const id = field('id');
  const isTheirs = page.admin && (await page.tenant.dashboard.delivery(id)) !== null;
  if (!isTheirs) return notHere(context, own.viewer);
  await store.inbox.replay({ ids: [id] }, clock.now());
  log.info({ installation: page.installation.id, delivery: id }, 'A delivery is taken up again');
  onStored();
  return context.redirect(pagePath(page, 'deliveries', { replayed: '1' }), 303);
}

/** Permissions of minutes ago are not enough for what concerns everybody's repositories. */
async function isAdminNow({ own, page }: Sent): Promise<boolean> {
  return page.admin && own.administersNow(page.installation.id, await page.tenant.repositories());
}

/** What is stored of somebody, on the same page. */
async function look(context: WebContext, sent: Sent): Promise<Response> {
  const { own, page, field } = sent;
  if (!(await isAdminNow(sent))) return notHere(context, own.viewer);
  const data = await lookFor(page, field('login'));
  return served({ ...privacy, load: async () => data })(context, own, page, 'privacy');
}

/** By the same way as `fullcircle forget LOGIN`, in this installation alone. */
async function forget(
  context: WebContext,
  sent: Sent,
  { store, clock, log }: FormsOptions,
): Promise<Response> {
  const { own, page, field } = sent;
  if (!(await isAdminNow(sent))) return notHere(context, own.viewer);
  const installationId = page.installation.id;
  try {
    await forgetEverywhere(store, { login: field('login'), installationId, dryRun: false }, clock.now());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return problem(context, own.viewer, 400, 'Not done', error.message);
  }
  // Not whom.
  log.info({ installation: installationId }, 'An admin had a person forgotten');
  return context.redirect(pagePath(page, 'privacy', { forgotten: '1' }), 303);
}

/** Names of forms are made here and random. */
const FORM_NAME = /^[0-9a-f-]{36}$/;

/** As long as the argument of a command. */
const REASON_CHARACTERS_MAX = 900;

/**
 * A decision goes the way that a tick goes: into the inbox, in the order of its weekly issue, and what follows is decided
 * there. The form has a name, so that sending it twice says it once.
 */
async function decide(
  context: WebContext,
  { own, page, field }: Sent,
  { store, clock, log, onStored }: FormsOptions,
): Promise<Response> {
  const refused = (status: 400 | 403 | 409, text: string) =>
    problem(context, own.viewer, status, 'Not decided', text);
  const clusterId = numberOf(page.query('cluster').replace(/^c/, ''));
  const form = field('form');
  const word = clusterId === null ? null : wordOfForm(clusterId, field);
  if (clusterId === null || word === null || !FORM_NAME.test(form)) return notHere(context, own.viewer);
  const { person } = page;
  if (person === null) return refused(403, NOBODY);
  if (word === 'reason') return refused(400, 'Declining needs a reason: those who reported it will read it.');
  const [issue, titles] = await Promise.all([
    openIssue(page),
    page.tenant.dashboard.titles([clusterId], page.visible),
  ]);
  if (!titles.has(clusterId)) return notHere(context, own.viewer);
  if (issue === null || threadKey(issue) !== field('issue')) return refused(409, ISSUE_CHANGED);
  if (!(await own.mayTriageNow(page.installation.id, issue.repositoryId))) return refused(403, NO_PERMISSION);
  const ref = { repositoryId: issue.repositoryId, number: issue.number };
  const now = clock.now();
  await store.inbox.put({
    id: givenDeliveryId(page.installation.id, person.id, form),
    installationId: page.installation.id,
    name: GIVEN,
    action: word.verb,
    orderKey: threadKey(ref),
    payload: givenPayload({ at: now, ref, word, actor: person }),
    receivedAt: now,
  });
  log.info({ installation: page.installation.id, verb: word.verb }, 'Somebody decides on the dashboard');
  onStored();
  return context.redirect(pagePath(page, `clusters/c${clusterId}`, { form }), 303);
}

const NOBODY =
  'This dashboard is open and knows nobody by name, so that nothing can be decided here: decide in the weekly issue, or set up sign-in.';
const ISSUE_CHANGED =
  'The weekly issue that this page was made for is not the open one any more. Load the page again.';
const NO_PERMISSION =
  'Deciding needs triage permission in the repository of the weekly issue, and GitHub says that you do not have it now.';

/** The command that a form stands for; null: none; `reason`: one that may not go without. */
function wordOfForm(clusterId: number, field: Sent['field']): WordEvent['word'] | 'reason' | null {
  const id = `c${clusterId}`;
  const action = field('action');
  if (action === 'approve') return { verb: 'approve', argument: id };
  if (action === 'undo') return field('key') === '' ? null : { verb: 'undo', argument: field('key') };
  const decided = wordOf(action, ACTIONS);
  if (decided === null) return null;
  const reason = field('reason').replaceAll(/\s+/g, ' ').trim().slice(0, REASON_CHARACTERS_MAX);
  if (decided === 'decline' && reason === '') return 'reason';
  return { verb: 'decide', argument: `${id} ${decided} ${reason}`.trim() };
}
