import type { IssueClose } from '../../loop/effect.ts';
import { findOwnIssue, readOwnIssue } from '../facts/own-issue.ts';
import type { GitHub } from '../github.ts';
import { type Performed, type SendContext, settled } from './context.ts';

/**
 * Our own issue of the marker is closed. Read first: only what our bot opened and what still ends with the marker is
 * closed, never a person's thread. If there is none, or it is closed already, that is done.
 */
export async function closeIssue(
  github: GitHub,
  effect: IssueClose,
  context: SendContext,
): Promise<Performed> {
  const { repository, marker } = effect;
  const number = context.remote?.number ?? null;
  const own =
    number === null
      ? await findOwnIssue(github, repository, marker, context.botLogin)
      : await readOwnIssue(github, { ...repository, number }, marker, context.botLogin);
  if (own?.open === true) {
    await github.write('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      owner: repository.owner,
      repo: repository.name,
      issue_number: own.number,
      state: 'closed',
      state_reason: 'completed',
    });
  }
  return settled(own === null ? null : { id: own.id, nodeId: own.nodeId, number: own.number });
}
