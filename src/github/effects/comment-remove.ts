import type { CommentRemove } from '../../loop/effect.ts';
import { Gone } from '../errors.ts';
import { findOwnComment } from '../facts/own-comment.ts';
import type { GitHub } from '../github.ts';
import { deleteComment } from './comment-delete.ts';
import { reaches } from './comment-put.ts';
import { type Performed, type SendContext, settled } from './context.ts';

async function remove(github: GitHub, effect: CommentRemove, context: SendContext): Promise<void> {
  const { thread, marker } = effect;
  const remote = reaches(context.remote, thread.type)
    ? context.remote
    : await findOwnComment(github, thread, marker, context.botLogin);
  if (remote === null) return;
  await deleteComment(github, thread, remote);
}

/** Our own comment of the marker is deleted. If it is not there, that is done. */
export async function removeComment(
  github: GitHub,
  effect: CommentRemove,
  context: SendContext,
): Promise<Performed> {
  try {
    await remove(github, effect, context);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  return settled(null);
}
