import type { Effect } from '../../loop/effect.ts';
import { assertNever } from '../../loop/vocabulary.ts';
import type { GitHub } from '../github.ts';
import { putCheck } from './check-put.ts';
import { putComment } from './comment-put.ts';
import { removeComment } from './comment-remove.ts';
import type { Performed, SendContext } from './context.ts';
import { closeIssue } from './issue-close.ts';
import { putIssue } from './issue-put.ts';
import { setIssueState } from './issue-state.ts';
import { addLabel } from './label-add.ts';
import { removeLabel } from './label-remove.ts';
import { createLabels } from './labels-create.ts';
import { setMilestone } from './milestone-set.ts';
import { setReaction } from './reaction-set.ts';

/** Makes GitHub be as the effect wants it, with one write at most. Rejects with a `GitHubError`. */
export async function perform(github: GitHub, effect: Effect, context: SendContext): Promise<Performed> {
  switch (effect.kind) {
    case 'labels.create':
      return createLabels(github, effect);
    case 'label.add':
      return addLabel(github, effect, context);
    case 'label.remove':
      return removeLabel(github, effect, context);
    case 'comment.put':
      return putComment(github, effect, context);
    case 'comment.remove':
      return removeComment(github, effect, context);
    case 'reaction.set':
      return setReaction(github, effect, context);
    case 'issue.put':
      return putIssue(github, effect, context);
    case 'issue.close':
      return closeIssue(github, effect, context);
    case 'issue.state':
      return setIssueState(github, effect, context);
    case 'milestone.set':
      return setMilestone(github, effect);
    case 'check.put':
      return putCheck(github, effect, context);
    default:
      return assertNever(effect);
  }
}
