import { userJson } from '../shapes/account.ts';
import { commitJson } from '../shapes/commit.ts';
import { appJson } from '../shapes/installation.ts';
import { issueCommentJson, issueJson } from '../shapes/issue.ts';
import { iso, type Json, repositoryApi } from '../shapes/json.ts';
import { labelJson } from '../shapes/repository.ts';
import type { Issue, PullRequest, TimelineEvent } from '../world/thread.ts';
import type { World } from '../world/world.ts';
import { paged, READ_THREADS, type RepositoryCall, type RepositoryRoute } from './api.ts';
import { visible } from './authorize.ts';
import { issueOf } from './issues.ts';

/** These are on the timeline, but not among the events. */
const TIMELINE_ONLY = new Set(['cross-referenced']);

/** What happened on an issue or pull request: events, and the timeline with the comments in between. */
export const timelineRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/events',
    needs: READ_THREADS,
    handle: (call) => {
      const events = issueOf(call).timeline.filter((each) => !TIMELINE_ONLY.has(each.event));
      return paged(call, events, (each) => eventJson(call.scene.world, each));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/events',
    needs: READ_THREADS,
    handle: (call) => {
      const events = [...call.repository.threads.values()]
        .flatMap((thread) => (thread.kind === 'discussion' ? [] : thread.timeline))
        .filter((each) => !TIMELINE_ONLY.has(each.event))
        .sort((one, other) => other.id - one.id);
      return paged(call, events, (each) => ({
        ...eventJson(call.scene.world, each),
        // Only events of issues and pull requests were taken above.
        issue: issueJson(call.scene.world, each.thread as Issue | PullRequest),
      }));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/timeline',
    needs: READ_THREADS,
    handle: (call) => {
      const { world } = call.scene;
      const issue = issueOf(call);
      const entries = [
        ...issue.timeline
          .filter((each) => isShown(call, each))
          .map((each) => ({ at: each.createdAt, json: eventJson(world, each) })),
        ...issue.comments.map((each) => ({
          at: each.createdAt,
          json: { event: 'commented', actor: userJson(world, each.author), ...issueCommentJson(world, each) },
        })),
      ].sort((one, other) => one.at.getTime() - other.at.getTime());
      return paged(call, entries, (each) => each.json);
    },
  },
];

/** A reference from where the caller cannot look is not shown. */
function isShown(call: RepositoryCall, entry: TimelineEvent): boolean {
  return entry.event !== 'cross-referenced' || visible(call, entry.source.repository);
}

function eventJson(world: World, entry: TimelineEvent): Json {
  const { repository } = entry.thread;
  const common: Json = {
    id: entry.id,
    node_id: entry.nodeId,
    url: repositoryApi(world, repository, `/issues/events/${entry.id}`),
    actor: userJson(world, entry.actor),
    event: entry.event,
    commit_id: null,
    commit_url: null,
    created_at: iso(entry.createdAt),
    performed_via_github_app: entry.viaApp ? appJson(world) : null,
  };
  switch (entry.event) {
    case 'labeled':
    case 'unlabeled': {
      const { name, color } = labelJson(world, entry.label);
      return { ...common, label: { name, color } };
    }
    case 'closed':
      return { ...common, state_reason: entry.stateReason, commit_id: commitOf(entry.closer) };
    case 'locked':
      return { ...common, lock_reason: entry.reason };
    case 'renamed':
      return { ...common, rename: { from: entry.from, to: entry.to } };
    case 'milestoned':
    case 'demilestoned':
      return { ...common, milestone: { title: entry.milestone.title } };
    case 'referenced':
      return { ...common, commit_id: entry.commit.sha, commit_url: commitJson(world, entry.commit).url };
    case 'merged':
      return { ...common, commit_id: entry.commitSha };
    case 'cross-referenced':
      return { ...common, source: { type: 'issue', issue: issueJson(world, entry.source) } };
    default:
      return common;
  }
}

function commitOf(closer: { kind: string; sha?: string } | null): string | null {
  return closer?.kind === 'commit' ? (closer.sha ?? null) : null;
}
