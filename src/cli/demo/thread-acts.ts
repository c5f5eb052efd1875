import type { ThreadHandle } from '../../sandbox/people/handles.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { HappeningOf, History } from './history/types.ts';

/** What people do to a thread that is there, besides talking. */
type ThreadAct = HappeningOf<
  | 'thread.edited'
  | 'reviewed'
  | 'labeled'
  | 'unlabeled'
  | 'closed'
  | 'reopened'
  | 'merged'
  | 'transferred'
  | 'converted'
  | 'locked'
  | 'thread.deleted'
>;

/** Does what is written to a thread. Returns where the thread is afterwards: it may have been moved. */
export function createThreadActs(
  { people }: Sandbox,
  { organization }: History,
): (thread: ThreadHandle, act: ThreadAct) => ThreadHandle {
  return (thread, act) => {
    const { actor: by } = act;
    switch (act.kind) {
      case 'transferred':
        return people.transfer(thread, { by, to: `${organization}/${act.to}` });
      case 'converted':
        return people.convertToDiscussion(thread, { by, category: act.category });
      case 'thread.edited':
        people.editThread(thread, { by, title: act.title, body: act.body });
        break;
      case 'reviewed':
        people.review(thread, { author: by, state: act.state, body: act.body });
        break;
      case 'labeled':
        people.label(thread, { by, labels: act.labels });
        break;
      case 'unlabeled':
        people.unlabel(thread, { by, labels: act.labels });
        break;
      case 'closed':
        people.close(thread, { by, ...(act.reason && { reason: act.reason }) });
        break;
      case 'reopened':
        people.reopen(thread, by);
        break;
      case 'merged':
        people.mergePullRequest(thread, { by, method: act.method });
        break;
      case 'locked':
        people.lock(thread, { by, reason: act.reason });
        break;
      case 'thread.deleted':
        people.deleteThread(thread, by);
        break;
    }
    return thread;
  };
}
