import type { Facts } from '../facts.ts';
import type { Command } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isInTeams } from '../roles.ts';
import type { Action, MadeDecision } from '../triage/agenda.ts';
import { ACTIONS } from '../triage/agenda.ts';
import { visibleIn } from '../triage/place.ts';
import type { WeekIssueRecord } from '../week-record.ts';

const DECISION = /^c(?<cluster>\d{1,15})\s+(?<action>[a-z]+)(?:\s+(?<reason>[\s\S]*))?$/i;

/** What `/decide` says; null where it says nothing that can be done. */
export function readDecision(argument: string): { clusterId: number; action: Action; reason: string } | null {
  const { cluster = '', action = '', reason = '' } = DECISION.exec(argument.trim())?.groups ?? {};
  const word = ACTIONS.find((each) => each === action.toLowerCase());
  return word === undefined ? null : { clusterId: Number(cluster), action: word, reason: reason.trim() };
}

/** What was decided, as far as it may be told in the weekly issue of a repository: not what was decided in a hidden one. */
export function decisionsShownIn(place: KnownRepository, facts: Facts): MadeDecision[] {
  const visible = visibleIn(place, facts.get({ kind: 'repositories' }));
  return facts.get({ kind: 'decisions', visible });
}

/**
 * The decisions that stand in a weekly issue, in the order in which they were made. At which functions' table somebody
 * sits is asked once, when they decide.
 * @param standing commands and ticks that were done and not taken back
 */
export function decisionsOf(
  issue: WeekIssueRecord,
  standing: readonly Command[],
  repository: KnownRepository,
  facts: Facts,
): MadeDecision[] {
  const said = standing.flatMap((command) => {
    const decision = command.verb === 'decide' ? readDecision(command.argument) : null;
    return decision === null ? [] : [{ command, decision }];
  });
  if (said.length === 0) return [];
  const known = new Map(
    decisionsShownIn(repository, facts).map(({ key, week, functions }) => [`${week}:${key}`, functions]),
  );
  return said.map(({ command: { key, actor, at }, decision }) => ({
    key,
    week: issue.week,
    ...decision,
    by: { id: actor.id, login: actor.login },
    functions: known.get(`${issue.week}:${key}`) ?? functionsOf(actor, repository, facts),
    at,
  }));
}

function functionsOf(actor: Command['actor'], repository: KnownRepository, facts: Facts): string[] {
  return Object.entries(repository.settings.functions).flatMap(([name, teams]) =>
    isInTeams(actor, teams, repository, facts, true) ? [name] : [],
  );
}
