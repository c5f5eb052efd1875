import type { LabelAdd } from '../../loop/effect.ts';
import { LabelGone, Transient } from '../errors.ts';
import { findLabel } from '../facts/labels.ts';
import { didSince } from '../facts/own-events.ts';
import type { GitHub } from '../github.ts';
import { type Performed, type SendContext, settled } from './context.ts';

export const ADD_LABELS = `mutation AddLabels($input: AddLabelsToLabelableInput!) {
  addLabelsToLabelable(input: $input) { clientMutationId }
}`;

/**
 * Puts a label on a thread, beside those that are there. A label the repository does not have is `Transient`: its
 * creation may be under way, and GitHub would make it up with a colour of its own; once that was done it is `LabelGone`:
 * somebody took the label away, and it is theirs to bring back. Discussions tell nobody who
 * labelled them: there an attempt without a reply is simply made again.
 */
export async function addLabel(github: GitHub, effect: LabelAdd, context: SendContext): Promise<Performed> {
  const { thread, label } = effect;
  if (context.repeat !== null && thread.type !== 'discussion') {
    const attempt = { botLogin: context.botLogin, since: context.repeat.firstAttemptAt };
    if (await didSince(github, thread, { event: 'labeled', label }, attempt)) return settled(null);
  }
  const known = await findLabel(github, thread, label);
  if (known === null) {
    if (effect.creation !== undefined && (await context.isDone(effect.creation))) throw new LabelGone(label);
    throw new Transient(`the label ${label} does not exist`, null, null);
  }
  if (thread.type === 'discussion') {
    await github.mutate(ADD_LABELS, { input: { labelableId: thread.nodeId, labelIds: [known.nodeId] } });
  } else {
    await github.write('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
      owner: thread.owner,
      repo: thread.name,
      issue_number: thread.number,
      labels: [known.name],
    });
  }
  return settled(null);
}
