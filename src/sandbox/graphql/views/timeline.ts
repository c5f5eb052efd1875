import type { GraphQLResolveInfo } from 'graphql';
import { visible } from '../../rest/authorize.ts';
import { iso } from '../../shapes/json.ts';
import type { Issue, IssueComment, PullRequest, Review, TimelineEvent } from '../../world/thread.ts';
import { nodes, type PageArgs } from '../connection.ts';
import type { Context, View } from '../context.ts';
import { actorView } from './account.ts';
import { commitView } from './code.ts';
import { issueCommentView, reviewView } from './comment.ts';
import { nodeView } from './node.ts';
import { labelView, repositoryView } from './repository.ts';

type Entry = TimelineEvent | IssueComment | Review;

/** Type of each event in the schema. */
const TYPES: Readonly<Record<TimelineEvent['event'], string>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  locked: 'LockedEvent',
  unlocked: 'UnlockedEvent',
  renamed: 'RenamedTitleEvent',
  marked_as_duplicate: 'MarkedAsDuplicateEvent',
  unmarked_as_duplicate: 'UnmarkedAsDuplicateEvent',
  'cross-referenced': 'CrossReferencedEvent',
  referenced: 'ReferencedEvent',
  merged: 'MergedEvent',
  transferred: 'TransferredEvent',
  converted_to_discussion: 'ConvertedToDiscussionEvent',
  milestoned: 'MilestonedEvent',
  demilestoned: 'DemilestonedEvent',
};

/** `LabeledEvent` is asked for as `LABELED_EVENT`. */
function itemType(entry: Entry): string {
  if (entry.kind === 'issue_comment') return 'ISSUE_COMMENT';
  if (entry.kind === 'review') return 'PULL_REQUEST_REVIEW';
  return TYPES[entry.event].replaceAll(/(?<!^)([A-Z])/g, '_$1').toUpperCase();
}

export function timelineFields(thread: Issue | PullRequest): View {
  return {
    timelineItems: (
      args: PageArgs & { itemTypes?: readonly string[] | null; since?: string | null },
      { call }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const reviews = thread.kind === 'pull_request' ? thread.reviews : [];
      // A reference from where the caller cannot look is not shown.
      const events = thread.timeline.filter(
        (each) => each.event !== 'cross-referenced' || visible(call, each.source.repository),
      );
      const all: Entry[] = [...events, ...thread.comments, ...reviews];
      const since = args.since ? Date.parse(args.since) : Number.NEGATIVE_INFINITY;
      const chosen = all
        .filter((entry) => !args.itemTypes || args.itemTypes.includes(itemType(entry)))
        .filter((entry) => entry.createdAt.getTime() >= since)
        .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
      return {
        ...nodes(chosen, args, info, entryView),
        filteredCount: chosen.length,
        pageCount: chosen.length,
        totalCount: all.length,
        updatedAt: iso(thread.updatedAt),
      };
    },
  };
}

function entryView(entry: Entry): View {
  if (entry.kind === 'issue_comment') return issueCommentView(entry);
  return entry.kind === 'review' ? reviewView(entry) : timelineView(entry);
}

export function timelineView(entry: TimelineEvent): View {
  const thread = () => nodeView(entry.thread);
  return {
    __typename: TYPES[entry.event],
    id: entry.nodeId,
    actor: () => actorView(entry.actor),
    createdAt: iso(entry.createdAt),
    labelable: thread,
    closable: thread,
    lockable: thread,
    subject: thread,
    target: thread,
    issue: thread,
    pullRequest: thread,
    duplicate: thread,
    ...details(entry),
  };
}

function details(entry: TimelineEvent): View {
  const { repository } = entry.thread;
  switch (entry.event) {
    case 'labeled':
    case 'unlabeled':
      return { label: labelView(entry.label) };
    case 'closed':
      return {
        stateReason: entry.stateReason?.toUpperCase() ?? null,
        closer: () => (entry.closer ? nodeView(entry.closer) : null),
        url: () => repositoryView(repository).url,
        resourcePath: `/${repository.name}`,
      };
    case 'reopened':
      return { stateReason: 'REOPENED' };
    case 'locked':
      return { lockReason: entry.reason?.replaceAll(/[- ]/g, '_').toUpperCase() ?? null };
    case 'renamed':
      return { previousTitle: entry.from, currentTitle: entry.to };
    case 'marked_as_duplicate':
    case 'unmarked_as_duplicate':
      return {
        canonical: () => nodeView(entry.canonical),
        isCrossRepository: entry.canonical.repository !== repository,
      };
    case 'cross-referenced':
      return {
        source: () => nodeView(entry.source),
        isCrossRepository: entry.source.repository !== repository,
        referencedAt: iso(entry.createdAt),
        willCloseTarget: entry.willClose,
        url: () => nodeView(entry.source).url,
        resourcePath: () => nodeView(entry.source).resourcePath,
      };
    case 'referenced':
      return {
        commit: () => commitView(entry.commit),
        commitRepository: () => repositoryView(entry.commit.repository),
        isCrossRepository: entry.commit.repository !== repository,
        isDirectReference: true,
      };
    case 'merged': {
      const commit = repository.commits.get(entry.commitSha);
      const pull = entry.thread.kind === 'pull_request' ? entry.thread : null;
      return { commit: () => (commit ? commitView(commit) : null), mergeRefName: pull?.baseRef ?? '' };
    }
    case 'transferred':
      return { fromRepository: () => repositoryView(entry.from) };
    case 'converted_to_discussion':
      return { discussion: () => nodeView(entry.discussion) };
    case 'milestoned':
    case 'demilestoned':
      return { milestoneTitle: entry.milestone.title };
    case 'unlocked':
      return {};
  }
}
