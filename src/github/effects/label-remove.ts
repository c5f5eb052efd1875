import type { LabelRemove } from '../../loop/effect.ts';
import { Gone } from '../errors.ts';
import { findLabel } from '../facts/labels.ts';
import { didSince } from '../facts/own-events.ts';
import type { GitHub } from '../github.ts';
import { type Performed, type SendContext, settled } from './context.ts';

export const REMOVE_LABELS = `mutation RemoveLabels($input: RemoveLabelsFromLabelableInput!) {
  removeLabelsFromLabelable(input: $input) { clientMutationId }
}`;

async function remove(github: GitHub, effect: LabelRemove): Promise<void> {
  const { thread, label } = effect;
  if (thread.type !== 'discussion') {
    await github.write('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      owner: thread.owner,
      repo: thread.name,
      issue_number: thread.number,
      name: label,
    });
    return;
  }
  const known = await findLabel(github, thread, label);
  if (known === null) return;
  await github.mutate(REMOVE_LABELS, { input: { labelableId: thread.nodeId, labelIds: [known.nodeId] } });
}

/** Takes a label off a thread. If it is not there, or the thread is not, that is done. */
export async function removeLabel(
  github: GitHub,
  effect: LabelRemove,
  context: SendContext,
): Promise<Performed> {
  const { thread, label } = effect;
  try {
    if (context.repeat !== null && thread.type !== 'discussion') {
      const attempt = { botLogin: context.botLogin, since: context.repeat.firstAttemptAt };
      if (await didSince(github, thread, { event: 'unlabeled', label }, attempt)) return settled(null);
    }
    await remove(github, effect);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  return settled(null);
}
