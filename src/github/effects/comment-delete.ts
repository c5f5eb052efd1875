import type { ThreadTarget } from '../../loop/effect.ts';
import type { GitHub } from '../github.ts';

export const DELETE_COMMENT = `mutation DeleteComment($input: DeleteDiscussionCommentInput!) {
  deleteDiscussionComment(input: $input) { clientMutationId }
}`;

/** Deletes a comment of our own. Rejects with `Gone` where it is not there. */
export async function deleteComment(
  github: GitHub,
  thread: ThreadTarget,
  remote: { id: number | null; nodeId: string | null },
): Promise<void> {
  if (thread.type === 'discussion') {
    await github.mutate(DELETE_COMMENT, { input: { id: remote.nodeId } });
    return;
  }
  await github.write('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner: thread.owner,
    repo: thread.name,
    comment_id: remote.id,
  });
}
