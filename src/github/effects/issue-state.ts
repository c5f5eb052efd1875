import { z } from 'zod';
import type { IssueState } from '../../loop/effect.ts';
import { didSince } from '../facts/own-events.ts';
import type { GitHub } from '../github.ts';
import { type Performed, type SendContext, settled } from './context.ts';

const stateSchema = z.looseObject({ state: z.enum(['open', 'closed']), state_reason: z.string().nullish() });

/**
 * A person's issue is closed as a duplicate, or open again, as somebody asked for. Where it is so already, or a human
 * undid what an attempt without a reply had done, it is left alone.
 */
export async function setIssueState(
  github: GitHub,
  { thread, state }: IssueState,
  context: SendContext,
): Promise<Performed> {
  const place = { owner: thread.owner, repo: thread.name, issue_number: thread.number };
  const route = '/repos/{owner}/{repo}/issues/{issue_number}' as const;
  const answer = await github.read(`GET ${route}`, place);
  const now = stateSchema.parse(answer.data);
  const isSo = state.is === 'open' ? now.state === 'open' : now.state === 'closed';
  if (isSo) return settled(null);
  if (context.repeat !== null) {
    const event = state.is === 'open' ? 'reopened' : 'closed';
    const attempt = { botLogin: context.botLogin, since: context.repeat.firstAttemptAt };
    if (await didSince(github, thread, { event }, attempt)) return settled(null);
  }
  const wanted =
    state.is === 'open'
      ? { state: 'open', state_reason: 'reopened' }
      : { state: 'closed', state_reason: 'duplicate', duplicate_issue_id: state.of };
  await github.write(`PATCH ${route}`, { ...place, ...wanted });
  return settled(null);
}
