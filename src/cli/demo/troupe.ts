import type { CommentHandle, ThreadHandle } from '../../sandbox/people/handles.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Comment } from '../../sandbox/world/model.ts';
import type { Happening, HappeningOf, History } from './history/types.ts';
import { createKeepers, filesOf } from './keepers.ts';
import { fillPlaceholders } from './placeholders.ts';
import { createThreadActs } from './thread-acts.ts';
import { weeklyIssues } from './weekly-issues.ts';

/** What became of a happening. */
type Played = { played: true } | { played: false; reason: LeftOut };

/** Why a happening was left out: it answers something that is not there. */
export type LeftOut =
  | 'names a cluster that does not exist'
  | 'answers a comment that was left out'
  | 'comments on a weekly issue that is not open'
  | 'reacts to a comment that the app did not write'
  | 'takes off a label that the app did not put';

/** The people of a story, who do on the sandbox what was written of them. */
export interface Troupe {
  /**
   * Throws where the sandbox does not let somebody do what the story says.
   * @param clusters names (`c12`) of the clusters that the happening names, by one of their threads
   */
  perform(happening: Happening, clusters?: ReadonlyMap<string, string>): Played;
  /** where a thread of the story is now */
  thread(key: string): ThreadHandle | null;
}

const PLAYED: Played = { played: true };

export function createTroupe(sandbox: Sandbox, history: History): Troupe {
  const threads = new Map<string, ThreadHandle>();
  const comments = new Map<string, CommentHandle>();
  const { people, world } = sandbox;
  const keep = createKeepers(sandbox, history);
  const actOn = createThreadActs(sandbox, history);
  const fullName = (repository: string): string => `${history.organization}/${repository}`;

  function threadOf(key: string): ThreadHandle {
    const found = threads.get(key);
    if (found === undefined) throw new Error(`there is no thread ${key} yet`);
    return found;
  }

  function perform(written: Happening, clusters: ReadonlyMap<string, string> = new Map()): Played {
    const happening = fillPlaceholders(written, {
      numberOf: (key) => threads.get(key)?.number ?? null,
      clusterOf: (key) => clusters.get(key) ?? null,
    });
    if (happening === null) return leftOut('names a cluster that does not exist');
    switch (happening.kind) {
      case 'issue.opened':
      case 'discussion.opened':
      case 'pull.opened':
        threads.set(happening.key, open(happening));
        return PLAYED;
      case 'commented':
      case 'comment.edited':
      case 'comment.deleted':
      case 'answered':
      case 'triage.commented':
        return talk(happening);
      case 'reacted':
        return react(happening);
      case 'app-label.removed':
        return removeAppLabel(happening);
      case 'signal.sent':
        throw new Error('a signal does not come by way of GitHub');
      case 'repository.created':
      case 'file.pushed':
      case 'person.joined':
      case 'permission.set':
      case 'released':
      case 'workflow.completed':
        keep(happening);
        return PLAYED;
      default:
        threads.set(happening.thread, actOn(threadOf(happening.thread), happening));
        return PLAYED;
    }
  }

  function open(happening: HappeningOf<'issue.opened' | 'discussion.opened' | 'pull.opened'>): ThreadHandle {
    const { title, body, actor: author } = happening;
    const words = { repo: fullName(happening.repo), author, title, body };
    switch (happening.kind) {
      case 'issue.opened':
        return people.openIssue({ ...words, labels: happening.labels });
      case 'discussion.opened':
        return people.openDiscussion({ ...words, category: happening.category });
      case 'pull.opened':
        return people.openPullRequest({
          ...words,
          head: happening.branch,
          files: filesOf(happening.files),
        });
    }
  }

  function talk(
    happening: HappeningOf<
      'commented' | 'comment.edited' | 'comment.deleted' | 'answered' | 'triage.commented'
    >,
  ): Played {
    const { actor } = happening;
    switch (happening.kind) {
      case 'commented': {
        const words = { author: actor, body: happening.body };
        const parent = happening.replyTo === undefined ? null : comments.get(happening.replyTo);
        if (parent === undefined) return leftOut('answers a comment that was left out');
        const made =
          parent === null
            ? people.comment(threadOf(happening.thread), words)
            : people.replyToDiscussion(parent, words);
        comments.set(happening.comment, made);
        return PLAYED;
      }
      case 'triage.commented': {
        const issue = weeklyIssues(world).findLast(({ state }) => state === 'open');
        if (issue === undefined) return leftOut('comments on a weekly issue that is not open');
        const place = { repo: fullName(issue.repository.name), number: issue.number };
        people.comment(place, { author: actor, body: happening.body });
        return PLAYED;
      }
    }
    const comment = comments.get(happening.comment);
    if (comment === undefined) return leftOut('answers a comment that was left out');
    if (happening.kind === 'comment.edited') people.editComment(comment, { by: actor, body: happening.body });
    else if (happening.kind === 'comment.deleted') people.deleteComment(comment, actor);
    else people.markAnswer(comment, actor);
    return PLAYED;
  }

  function react({ target, actor: by, content }: HappeningOf<'reacted'>): Played {
    switch (target.on) {
      case 'thread':
        people.react(threadOf(target.thread), { by, content });
        return PLAYED;
      case 'comment': {
        const comment = comments.get(target.comment);
        if (comment === undefined) return leftOut('answers a comment that was left out');
        people.react(comment, { by, content });
        return PLAYED;
      }
      case 'app-comment': {
        const handle = threadOf(target.thread);
        const written: readonly Comment[] = people.thread(handle).comments;
        const newest = written.findLast(({ author }) => author === world.app.bot);
        if (newest === undefined) return leftOut('reacts to a comment that the app did not write');
        people.react({ thread: handle, id: newest.id, nodeId: newest.nodeId }, { by, content });
        return PLAYED;
      }
    }
  }

  function removeAppLabel({ thread, actor: by }: HappeningOf<'app-label.removed'>): Played {
    const { labels, timeline } = people.thread(threadOf(thread));
    const put = labels.filter(
      (label) =>
        timeline.findLast((event) => event.event === 'labeled' && event.label === label)?.actor ===
        world.app.bot,
    );
    if (put.length === 0) return leftOut('takes off a label that the app did not put');
    people.unlabel(threadOf(thread), { by, labels: put.map(({ name }) => name) });
    return PLAYED;
  }

  return { perform, thread: (key) => threads.get(key) ?? null };
}

function leftOut(reason: LeftOut): Played {
  return { played: false, reason };
}
