import type { IssuePut } from '../../loop/effect.ts';
import type { HumanPart } from '../../loop/triage/human.ts';
import { mergeBody } from '../../loop/triage/merge.ts';
import { Gone } from '../errors.ts';
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
 * @returns null where it is not there any more
 */
async function editShared(
  github: GitHub,
  effect: IssuePut & { seen: HumanPart },
  remote: RemotePost & { number: number },
): Promise<Performed | null> {
  const found = await readIssueText(github, { ...effect.repository, number: remote.number }).catch(
    unlessGone,
  );
  if (found === null) return null;
  const body = mergeBody(effect.body, effect.seen, found.body, effect.firm);
  const isDone = sameText(body, found.body) && found.title === effect.title;
  return isDone && (found.open || effect.opens === false)
    ? settled(remote)
    : edit(github, effect, remote, body);
}

function unlessGone(error: unknown): null {
  if (error instanceof Gone) return null;
  throw error;
}

function isShared(effect: IssuePut): effect is IssuePut & { seen: HumanPart } {
  return effect.seen !== undefined;
}

/**
 * Our own issue of the marker is open with this title and body: edited where it is, created where there is none.
 * Rejects with `Gone` where somebody deleted it and nobody asks for it again.
 */
export async function putIssue(github: GitHub, effect: IssuePut, context: SendContext): Promise<Performed> {
  const { remote } = context;
  if (remote?.number != null) {
    const { number } = remote;
    if (!isShared(effect)) return edit(github, effect, remote);
    const edited = await editShared(github, effect, { ...remote, number });
    // Somebody deleted it, and somebody asks for it again.
    if (edited !== null) return edited;
  }
  const found = await findOwnIssue(github, effect.repository, effect.marker, context.botLogin);
  if (found !== null) {
    const { id, nodeId, number, title, body, open } = found;
    if (isShared(effect)) {
      const edited = await editShared(github, effect, { id, nodeId, number });
      if (edited === null) throw new Gone(`issue ${number} was deleted meanwhile`, null, null);
      return edited;
    }
    const same = open && title === effect.title && sameText(body, effect.body);
    return same ? settled({ id, nodeId, number }) : edit(github, effect, { id, nodeId, number });
  }
  // What only brings an issue up to date makes none.
  if (isShared(effect) && effect.opens === false) throw new Gone('the issue is not there', null, null);
  const answer = await github.write('POST /repos/{owner}/{repo}/issues', {
    owner: effect.repository.owner,
    repo: effect.repository.name,
    title: effect.title,
    body: effect.body,
  });
  return settled(created(answer.data));
}
