import type { IssuePut } from '../../loop/effect.ts';
import type { HumanPart } from '../../loop/triage/human.ts';
import { mergeBody } from '../../loop/triage/merge.ts';
import { findOwnIssue, readIssueText } from '../facts/own-issue.ts';
import type { GitHub } from '../github.ts';
import { sameText } from '../own-mark.ts';
import { created, type Performed, type RemotePost, type SendContext, settled } from './context.ts';

async function edit(
  github: GitHub,
  effect: IssuePut,
  remote: RemotePost,
  body = effect.body,
): Promise<Performed> {
  await github.write('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    owner: effect.repository.owner,
    repo: effect.repository.name,
    issue_number: remote.number,
    title: effect.title,
    body,
    ...(effect.opens === false ? {} : { state: 'open' }),
  });
  return settled(remote);
}

/**
 * An issue that people write in, too: read first, so that what they did since the text was made is kept. GitHub has no
 * way to write only where nobody else did; what falls between reading and writing comes back with its own webhook.
 */
async function editShared(
  github: GitHub,
  effect: IssuePut & { seen: HumanPart },
  remote: RemotePost & { number: number },
): Promise<Performed> {
  const found = await readIssueText(github, { ...effect.repository, number: remote.number });
  const body = mergeBody(effect.body, effect.seen, found.body, effect.firm);
  const isDone = sameText(body, found.body) && found.title === effect.title;
  return isDone && (found.open || effect.opens === false)
    ? settled(remote)
    : edit(github, effect, remote, body);
}

function isShared(effect: IssuePut): effect is IssuePut & { seen: HumanPart } {
  return effect.seen !== undefined;
}

/**
 * Our own issue of the marker is open with this title and body: edited where it is, created where there is none.
 * Rejects with `Gone` where somebody deleted it.
 */
export async function putIssue(github: GitHub, effect: IssuePut, context: SendContext): Promise<Performed> {
  const { remote } = context;
  if (remote?.number != null) {
    const { number } = remote;
    return isShared(effect)
      ? editShared(github, effect, { ...remote, number })
      : edit(github, effect, remote);
  }
  const found = await findOwnIssue(github, effect.repository, effect.marker, context.botLogin);
  if (found !== null) {
    const { id, nodeId, number, title, body, open } = found;
    if (isShared(effect)) return editShared(github, effect, { id, nodeId, number });
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
