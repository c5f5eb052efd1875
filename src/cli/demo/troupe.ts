import type { CommentHandle, ThreadHandle } from '../../sandbox/people/handles.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Files } from '../../sandbox/world/git.ts';
import type { Comment } from '../../sandbox/world/model.ts';
import type { FileChange, Happening, HappeningOf, History, PermissionLevel } from './history/types.ts';
import { fillPlaceholders } from './placeholders.ts';
import { weeklyIssues } from './weekly-issues.ts';

/** What became of a happening. */
export type Played = { played: true } | { played: false; reason: LeftOut };

/** Why a happening was left out: it answers something that is not there. */
export type LeftOut =
  | 'names a cluster that does not exist'
  | 'answers a comment that was left out'
  | 'comments on a weekly issue that is not open'
  | 'reacts to a comment that the app did not write'
  | 'takes off a label that the app did not put'
  | 'comes from outside of GitHub';

/** The people of a story, who do on the sandbox what was written of them. */
export interface Troupe {
  /** Throws where the sandbox does not let somebody do what the story says. */
  perform(happening: Happening): Played;
  /** where a thread of the story is now */
  thread(key: string): ThreadHandle | null;
}

const PLAYED: Played = { played: true };
const SECOND_MS = 1_000;

export function createTroupe(sandbox: Sandbox, history: History): Troupe {
  const threads = new Map<string, ThreadHandle>();
  const comments = new Map<string, CommentHandle>();
  const { people, world } = sandbox;
  const { organization } = history;
  const fullName = (repository: string): string => `${organization}/${repository}`;

  function threadOf(key: string): ThreadHandle {
    const found = threads.get(key);
    if (found === undefined) throw new Error(`there is no thread ${key} yet`);
    return found;
  }

  function perform(written: Happening): Played {
    const happening = fillPlaceholders(written, {
      numberOf: (key) => threads.get(key)?.number ?? null,
      clusterOf: () => null,
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
        return leftOut('comes from outside of GitHub');
      case 'repository.created':
      case 'file.pushed':
      case 'person.joined':
      case 'permission.set':
      case 'released':
      case 'workflow.completed':
        tend(happening);
        return PLAYED;
      default:
        handle(happening);
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
    if (happening.kind === 'comment.edited')
      people.editComment(comment, { by: actor, body: happening.body });
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

  /** What people do to repositories and to who may do what there. */
  function tend(
    happening: HappeningOf<
      | 'repository.created'
      | 'file.pushed'
      | 'person.joined'
      | 'permission.set'
      | 'released'
      | 'workflow.completed'
    >,
  ): void {
    const { actor } = happening;
    switch (happening.kind) {
      case 'repository.created':
        return createRepository(happening);
      case 'person.joined':
        return join(happening);
      case 'permission.set':
        return setPermission(happening.login, happening.repo, happening.permission);
    }
    const repo = fullName(happening.repo);
    if (happening.kind === 'file.pushed') {
      people.push({ repo, author: actor, message: happening.message, files: filesOf(happening.files) });
    } else if (happening.kind === 'released') {
      const { tag, name, body, prerelease } = happening;
      people.publishRelease({ repo, author: actor, tag, name, body, prerelease });
    } else {
      const { workflow, event, conclusion, durationS } = happening;
      const startedAt = new Date(Date.parse(happening.at) - durationS * SECOND_MS);
      people.runWorkflow(repo, { workflow, event, conclusion, startedAt, by: actor });
    }
  }

  function createRepository({ repo: name }: HappeningOf<'repository.created'>): void {
    const description = history.repositories.find((each) => each.name === name);
    if (description === undefined) throw new Error(`the repository ${name} is not described`);
    const repo = people.createRepository({
      owner: organization,
      name,
      private: description.private,
      description: description.description,
      files: filesOf(description.files),
    });
    for (const label of description.labels) people.createLabel(repo, { by: founder(history), ...label });
  }

  function join({ login, teams, permission }: HappeningOf<'person.joined'>): void {
    people.addMember(organization, login);
    for (const team of history.teams) {
      if (teams.includes(team.slug)) people.team(organization, team.name, [login]);
    }
    for (const { name } of history.repositories) setPermission(login, name, permission);
  }

  function setPermission(login: string, repository: string, permission: PermissionLevel): void {
    people.setPermission(login, fullName(repository), permission);
  }

  /** What people do to a thread that is there. */
  function handle(
    happening: HappeningOf<
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
    >,
  ): void {
    const { actor: by, thread: key } = happening;
    const thread = threadOf(key);
    switch (happening.kind) {
      case 'thread.edited': {
        const { title, body } = happening;
        return people.editThread(thread, { by, title, body });
      }
      case 'reviewed':
        people.review(thread, { author: by, state: happening.state, body: happening.body });
        return;
      case 'labeled':
        return people.label(thread, { by, labels: happening.labels });
      case 'unlabeled':
        return people.unlabel(thread, { by, labels: happening.labels });
      case 'closed':
        return people.close(thread, { by, ...(happening.reason && { reason: happening.reason }) });
      case 'reopened':
        return people.reopen(thread, by);
      case 'merged':
        people.mergePullRequest(thread, { by, method: happening.method });
        return;
      case 'transferred':
        threads.set(key, people.transfer(thread, { by, to: fullName(happening.to) }));
        return;
      case 'converted':
        threads.set(key, people.convertToDiscussion(thread, { by, category: happening.category }));
        return;
      case 'locked':
        return people.lock(thread, { by, reason: happening.reason });
      case 'thread.deleted':
        return people.deleteThread(thread, by);
    }
  }

  people.createOrganization({ login: organization, owner: founder(history) });
  return { perform, thread: (key) => threads.get(key) ?? null };
}

/** Who does the first thing of all owns the organisation. */
function founder({ happenings }: History): string {
  const [first] = happenings;
  if (first === undefined) throw new Error('nothing happens in this history');
  return first.actor;
}

function leftOut(reason: LeftOut): Played {
  return { played: false, reason };
}

function filesOf(changes: readonly FileChange[]): Files {
  return Object.fromEntries(changes.map(({ path, content }) => [path, content]));
}
