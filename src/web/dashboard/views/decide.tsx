import { randomUUID } from 'node:crypto';
import { ACTIONS, decidedIn } from '../../../loop/triage/agenda.ts';
import { threadKey } from '../../../loop/vocabulary.ts';
import type { Decided, Deciding, Held, OpenIssue } from '../deciding.ts';
import { type PageRequest, pagePath } from '../page.ts';
import { Moment, Tag, ThreadLink } from '../parts.tsx';
import { HELD_BECAUSE, NoticeText } from './cluster-notices.tsx';

const REASON_CHARACTERS_MAX = 900;

/** Declining asks for its reason, so it has a form of its own. */
const PLAIN_ACTIONS = ACTIONS.filter((action) => action !== 'decline');

const MEANINGS: Record<(typeof ACTIONS)[number], string> = {
  fix: 'Fix',
  document: 'Document',
  teach: 'Teach',
  decline: 'Decline',
  defer: 'Defer',
};

interface Props {
  page: PageRequest;
  clusterId: number;
  deciding: Deciding;
}

/** What stands, and the buttons for whoever may decide. */
export function Decide({ page, clusterId, deciding }: Props) {
  const { issue, may, standing, held, sent } = deciding;
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">Decision</h2>
      {sent !== null && <Sent sent={sent} />}
      {issue === null ? (
        <p class="lead">
          No weekly issue is open. Decisions are kept in it: it opens by its schedule, or by{' '}
          <code>/triage</code> in the triage repository.
        </p>
      ) : (
        <>
          <Standing page={page} clusterId={clusterId} deciding={deciding} issue={issue} />
          {may ? (
            <>
              {held !== null && <Approve page={page} clusterId={clusterId} issue={issue} held={held} />}
              <Buttons
                page={page}
                clusterId={clusterId}
                issue={issue}
                hasOne={standing.some(({ what }) => what === 'decided')}
              />
            </>
          ) : (
            <p class="small">{page.person === null ? NOBODY : NOT_ALLOWED}</p>
          )}
        </>
      )}
    </section>
  );
}

const NOBODY = 'Nothing can be decided here: this dashboard is open and knows nobody by name.';
const NOT_ALLOWED = 'Deciding needs triage permission in the repository of the weekly issue.';

function Sent({ sent: { state, error } }: { sent: NonNullable<Deciding['sent']> }) {
  switch (state) {
    case 'done':
      return <p class="note good">Done. The weekly issue shows it in a few seconds.</p>;
    case 'ignored':
      return <p class="note bad">Nothing changed: {error ?? 'it was not possible'}.</p>;
    case 'dead':
      return <p class="note bad">It could not be carried out; admins find it among the deliveries.</p>;
    default:
      return <p class="note">It is being carried out. This page loads itself again.</p>;
  }
}

function Standing({ page, clusterId, deciding: { standing, may }, issue }: Props & { issue: OpenIssue }) {
  const thread = { ...issue, type: 'issue' as const };
  const link = <ThreadLink page={page} thread={thread} />;
  if (standing.length === 0) {
    return (
      <p class="lead">
        Nothing is decided in the weekly issue {issue.week} ({link}) yet.
      </p>
    );
  }
  return (
    <>
      <p class="lead">
        In the weekly issue {issue.week} ({link}):
      </p>
      <ul class="lines">
        {standing.map((each) => (
          <li>
            <Said decided={each} />{' '}
            {may && (
              <form class="inline" method="post" action={target(page, clusterId)}>
                <Hidden page={page} issue={issue} />
                <input type="hidden" name="key" value={each.key} />
                <button
                  class="btn btn-sm"
                  type="submit"
                  name="action"
                  value="undo"
                  aria-label={`Undo: ${each.what === 'approved' ? 'send the notices' : each.action} by ${each.by.login}`}
                >
                  Undo
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Said({ decided }: { decided: Decided & { at: Date } }) {
  const { what, key, by, at } = decided;
  return (
    <>
      {what === 'approved' ? <Tag word="approved">send the notices</Tag> : <Tag word={decided.action} />} by{' '}
      {by.login}, <Moment at={at} /> UTC
      {decidedIn(key) === 'dashboard' && ', on the dashboard'}
      {what === 'decided' && decided.reason !== '' && `: ${decided.reason}`}
      {what === 'approved' && '. Undo holds back what is not sent yet.'}
    </>
  );
}

interface FormProps {
  page: PageRequest;
  clusterId: number;
  issue: OpenIssue;
}

function Buttons({ page, clusterId, issue, hasOne }: FormProps & { hasOne: boolean }) {
  return (
    <div class="decide">
      <form method="post" action={target(page, clusterId)}>
        <Hidden page={page} issue={issue} />
        <label>
          {hasOne ? 'Decide anew. Reason, if there is one' : 'Reason, if there is one'}
          <input class="form-control" name="reason" maxlength={REASON_CHARACTERS_MAX} autocomplete="off" />
        </label>
        <div class="buttons">
          {PLAIN_ACTIONS.map((action) => (
            <button class="btn" type="submit" name="action" value={action}>
              {MEANINGS[action]}
            </button>
          ))}
        </div>
      </form>
      <form method="post" action={target(page, clusterId)}>
        <Hidden page={page} issue={issue} />
        <label>
          Decline because (those who reported it will read this)
          <input
            class="form-control"
            name="reason"
            maxlength={REASON_CHARACTERS_MAX}
            required
            autocomplete="off"
          />
        </label>
        <div class="buttons">
          <button class="btn btn-danger" type="submit" name="action" value="decline">
            {MEANINGS.decline}
          </button>
        </div>
      </form>
    </div>
  );
}

/** Whom it would tell, and what, before anybody says yes. */
function Approve({ page, clusterId, issue, held: { groups, text } }: FormProps & { held: Held }) {
  return (
    <form class="box" method="post" action={target(page, clusterId)}>
      <Hidden page={page} issue={issue} />
      <p>Notices of this cluster wait for somebody’s word:</p>
      <ul>
        {groups.map(({ reason, people, threads }) => (
          <li>
            <strong>{people === 1 ? '1 person' : `${people} people`}</strong> on{' '}
            {threads === 1 ? '1 thread' : `${threads} threads`} ({HELD_BECAUSE[reason]})
          </li>
        ))}
      </ul>
      <p class="small">Reporters in repositories that you may not read would be told, too.</p>
      {text !== null && (
        <details open>
          <summary>What they would read, as on the first of these threads</summary>
          <NoticeText text={text} />
        </details>
      )}
      <div class="buttons">
        <button class="btn btn-primary" type="submit" name="action" value="approve">
          Send the notices
        </button>
      </div>
    </form>
  );
}

function target(page: PageRequest, clusterId: number): string {
  return pagePath(page, `clusters/c${clusterId}/decide`);
}

/** What every form carries: whose page it is, its own name, and the issue that it was made for. */
function Hidden({ page, issue }: Pick<FormProps, 'page' | 'issue'>) {
  return (
    <>
      <input type="hidden" name="csrf" value={page.csrf} />
      <input type="hidden" name="form" value={randomUUID()} />
      <input type="hidden" name="issue" value={threadKey(issue)} />
    </>
  );
}
