import type { IssuePut } from '../../loop/effect.ts';
import { findOwnIssue } from '../facts/own-issue.ts';
import type { GitHub } from '../github.ts';
import { sameText } from '../own-mark.ts';
import { created, type Performed, type RemotePost, type SendContext, settled } from './context.ts';

async function edit(github: GitHub, effect: IssuePut, remote: RemotePost): Promise<Performed> {
  await github.write('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    owner: effect.repository.owner,
    repo: effect.repository.name,
    issue_number: remote.number,
    title: effect.title,
    body: effect.body,
    state: 'open',
  });
  return settled(remote);
}

/**
 * Our own issue of the marker is open with this title and body: edited where it is, created where there is none.
 * Rejects with `Gone` where somebody deleted it.
 */
export async function putIssue(github: GitHub, effect: IssuePut, context: SendContext): Promise<Performed> {
  if (context.remote?.number != null) return edit(github, effect, context.remote);
  const found = await findOwnIssue(github, effect.repository, effect.marker, context.botLogin);
  if (found !== null) {
    const { id, nodeId, number, title, body, open } = found;
    const same = open && title === effect.title && sameText(body, effect.body);
    return same ? settled({ id, nodeId, number }) : edit(github, effect, { id, nodeId, number });
  }
  const answer = await github.write('POST /repos/{owner}/{repo}/issues', {
    owner: effect.repository.owner,
    repo: effect.repository.name,
    title: effect.title,
    body: effect.body,
  });
  return settled(created(answer.data));
}
