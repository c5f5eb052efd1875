import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import { type Agenda, decidedIn, type MadeDecision } from '../agenda.ts';

/** Decisions of earlier weeks that are listed; the export has all of them. */
export const LOGGED_MAX = 20;
const TITLE_CHARACTERS_MAX = 60;
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

/** The newest first; of two at the same moment, in the order of their keys. */
export function newestFirst(decisions: readonly MadeDecision[]): MadeDecision[] {
  return decisions.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? -1 : 1));
}

/**
 * Who decided what and when, newest first; '' for nothing.
 * @param titles of their clusters, as far as they are known
 */
export function renderLog(decisions: readonly MadeDecision[], titles: Agenda['titles'] = []): string {
  const titleOf = new Map(titles.map(({ clusterId, title }) => [clusterId, title]));
  const name = (clusterId: number): string => {
    const title = titleOf.get(clusterId);
    return `c${clusterId}${title === undefined ? '' : ` ${threadTitle(title, TITLE_CHARACTERS_MAX)}`}`;
  };
  const inOrder = newestFirst(decisions);
  const shown = inOrder.slice(0, LOGGED_MAX);
  const more = inOrder.length - shown.length;
  return [
    ...shown.map((decision) => `- ${decision.week} · ${name(decision.clusterId)}: ${decisionText(decision)}`),
    ...(more > 0 ? [`- and ${more} earlier ones`] : []),
  ].join('\n');
}
