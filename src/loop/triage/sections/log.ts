import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import { type Agenda, decidedIn, type MadeAttestation, type MadeDecision } from '../agenda.ts';

/** Decisions of earlier weeks that are listed; the export has all of them. */
export const LOGGED_MAX = 20;
const TITLE_CHARACTERS_MAX = 60;
const REASON_CHARACTERS_MAX = 160;
const LOGIN_CHARACTERS_MAX = 39;

/** What, by whom, when, why: `fix by mira, 2026-11-23 09:14: it blocks everybody`. */
export function decisionText(decision: MadeDecision): string {
  const why = neutralisePlain(decision.reason, { inline: true, maxCharacters: REASON_CHARACTERS_MAX });
  return `${wordText(decision.action, decision)}${why === '' ? '' : `: ${why}`}`;
}

function wordText(word: string, { key, by, at }: Pick<MadeDecision, 'key' | 'by' | 'at'>): string {
  const login = neutralisePlain(by.login, { inline: true, maxCharacters: LOGIN_CHARACTERS_MAX });
  const minute = at.toISOString().slice(0, 16).replace('T', ' ');
  const where = decidedIn(key) === 'dashboard' ? ', on the dashboard' : '';
  return `**${word}** by ${login}, ${minute} UTC${where}`;
}

/** The newest first; of two at the same moment the one that counts, as in `latestDecisions`. */
export function newestFirst<Said extends Pick<MadeDecision, 'key' | 'at'>>(said: readonly Said[]): Said[] {
  return said.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1));
}

/**
 * Who decided or attested what and when, newest first; '' for nothing.
 * @param titles of the clusters, as far as they are known
 */
export function renderLog(
  decisions: readonly MadeDecision[],
  titles: Agenda['titles'] = [],
  attestations: readonly MadeAttestation[] = [],
): string {
  const titleOf = new Map(titles.map(({ clusterId, title }) => [clusterId, title]));
  const name = (clusterId: number): string => {
    const title = titleOf.get(clusterId);
    return `c${clusterId}${title === undefined ? '' : ` ${threadTitle(title, TITLE_CHARACTERS_MAX)}`}`;
  };
  const inOrder = newestFirst<MadeDecision | MadeAttestation>([...decisions, ...attestations]);
  const shown = inOrder.slice(0, LOGGED_MAX);
  const more = inOrder.length - shown.length;
  return [
    ...shown.map((said) =>
      'line' in said
        ? `- ${said.week} · ${said.line}: ${wordText(said.answer, said)}`
        : `- ${said.week} · ${name(said.clusterId)}: ${decisionText(said)}`,
    ),
    ...(more > 0 ? [`- and ${more} earlier ones`] : []),
  ].join('\n');
}
