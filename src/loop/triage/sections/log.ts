import { neutralisePlain } from '../../render/neutralise.ts';
import { decidedIn, type MadeDecision } from '../agenda.ts';

/** Decisions of earlier weeks that are listed; the export has all of them. */
const LOGGED_MAX = 20;
const REASON_CHARACTERS_MAX = 160;
const LOGIN_CHARACTERS_MAX = 39;

/** What, by whom, when, why: `fix by mira, 2026-11-23 09:14: it blocks everybody`. */
export function decisionText({ key, action, by, at, reason }: MadeDecision): string {
  const login = neutralisePlain(by.login, { inline: true, maxCharacters: LOGIN_CHARACTERS_MAX });
  const why = neutralisePlain(reason, { inline: true, maxCharacters: REASON_CHARACTERS_MAX });
  const minute = at.toISOString().slice(0, 16).replace('T', ' ');
  const where = decidedIn(key) === 'dashboard' ? ', on the dashboard' : '';
  return `**${action}** by ${login}, ${minute} UTC${where}${why === '' ? '' : `: ${why}`}`;
}

/** Who decided what and when, newest first; '' for nothing. */
export function renderLog(decisions: readonly MadeDecision[]): string {
  const inOrder = [...decisions].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? -1 : 1));
  const shown = inOrder.slice(0, LOGGED_MAX);
  const more = inOrder.length - shown.length;
  return [
    ...shown.map((decision) => `- ${decision.week} · c${decision.clusterId}: ${decisionText(decision)}`),
    ...(more > 0 ? [`- and ${more} earlier ones`] : []),
  ].join('\n');
}
