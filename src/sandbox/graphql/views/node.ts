import type { Node } from '../../world/model.ts';
import { failure, type View } from '../context.ts';
import { accountView } from './account.ts';
import { commitView } from './code.ts';
import { discussionCommentView, issueCommentView, reviewCommentView, reviewView } from './comment.ts';
import { reactionView } from './reaction.ts';
import { categoryView, labelView, milestoneView, releaseView, repositoryView } from './repository.ts';
import { discussionView, issueView, pullRequestView } from './thread.ts';
import { timelineView } from './timeline.ts';

/** Any entity with a node id as an object of the schema. */
export function nodeView(node: Node): View {
  switch (node.kind) {
    case 'account':
      return accountView(node);
    case 'repository':
      return repositoryView(node);
    case 'issue':
      return issueView(node);
    case 'pull_request':
      return pullRequestView(node);
    case 'discussion':
      return discussionView(node);
    case 'issue_comment':
      return issueCommentView(node);
    case 'discussion_comment':
      return discussionCommentView(node);
    case 'review':
      return reviewView(node);
    case 'review_comment':
      return reviewCommentView(node);
    case 'label':
      return labelView(node);
    case 'milestone':
      return milestoneView(node);
    case 'category':
      return categoryView(node);
    case 'reaction':
      return reactionView(node);
    case 'release':
      return releaseView(node);
    case 'commit':
      return commitView(node);
    case 'timeline':
      return timelineView(node);
    case 'team':
      throw failure('NOT_FOUND', 'teams are not part of this extract');
  }
}
