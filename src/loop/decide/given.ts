import type { Decision } from '../decide.ts';
import type { ThreadEvent, WordEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Command } from '../item.ts';
import { isBot } from '../roles.ts';
import { ON_DASHBOARD } from '../triage/agenda.ts';
import { isPermitted } from './heard.ts';
import { decideThread } from './thread.ts';
import { isDecidable, weeklyIssueOf } from './ticks.ts';

/**
 * A word of the dashboard is one of the weekly issue's: judged, kept and answered there like a tick, by what GitHub says at
 * this moment of whoever gave it. What cannot count changes nothing, and the reason is what they are told.
 */
export function decideGiven(event: WordEvent, facts: Facts, now: Date): Decision {
  const { ref, actor, word, deliveryId, installationId, at } = event;
  const repository = facts.get({ kind: 'repository', repositoryId: ref.repositoryId });
  const { item, commands } = facts.get({ kind: 'thread', ref });
  const issue = item === null ? null : weeklyIssueOf(item.snapshot, facts);
  if (repository === null || item === null || issue === null) return refused('there is no such weekly issue');
  if (issue.closedAt !== null) return refused('the weekly issue is closed');
  if (isBot(actor, repository) || !isPermitted('decide', actor, repository, facts)) {
    return refused(`GitHub gives ${actor.login} no triage permission there`);
  }
  const cluster = /^c(\d+)/.exec(word.argument)?.[1];
  const isThere =
    cluster === undefined
      ? commands.some(({ key }) => key === word.argument)
      : isDecidable(Number(cluster), issue, facts);
  if (!isThere) return refused('there is nothing any more that it could be about');
  const command: Command = {
    key: `${ON_DASHBOARD}${deliveryId}`,
    source: { in: 'gesture', what: 'dashboard' },
    ...word,
    actor,
    triage: true,
    target: null,
    at,
  };
  const touched: ThreadEvent = {
    type: 'thread.touched',
    deliveryId,
    installationId,
    at,
    thread: item.snapshot,
    actor,
  };
  return decideThread(touched, facts, now, [command]);
}

function refused(reason: string): Decision {
  return { changes: [], effects: [], ignored: reason };
}
