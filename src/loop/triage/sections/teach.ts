import { capital } from '../../render/capital.ts';
import { renderBox } from '../../render/marker.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import type { Draft } from '../../teach/draft.ts';
import type { HumanPart } from '../human.ts';
import { boxKey } from '../human.ts';
import { linkText, quoteText } from './topics.ts';

/** The box that opens a prepared issue. */
export const DRAFT = 'draft';

const TITLE_CHARACTERS_MAX = 80;
const ERROR_CHARACTERS_MAX = 160;

/** What to write next, each with its own words of developers. '' for nothing. */
export function renderDrafts(
  drafts: readonly Draft[],
  host: string,
  human: HumanPart,
  docs: string | null,
): string {
  if (drafts.length === 0) return '';
  const lead =
    docs === null
      ? 'With `teach.repository` in the config, a tick opens a prepared issue there.'
      : `A tick opens a prepared issue in \`${docs.replace(/[^\w.-]/g, '')}\`, with an outline.`;
  return [lead, ...drafts.map((draft) => renderDraft(draft, host, human, docs !== null))].join('\n\n');
}

function renderDraft(draft: Draft, host: string, human: HumanPart, tickable: boolean): string {
  const id = `c${draft.clusterId}`;
  const [quote] = draft.quotes;
  const people = draft.reporters === 1 ? '1 person' : `${draft.reporters} people`;
  return [
    `**${capital(draft.format)}** for c${draft.clusterId}: ${threadTitle(draft.title, TITLE_CHARACTERS_MAX)} (${draft.stage ?? 'no stage'}, ${people}): ${draft.because}.`,
    ...(draft.error === ''
      ? []
      : [
          `The error: ${neutralisePlain(draft.error, { inline: true, maxCharacters: ERROR_CHARACTERS_MAX })}`,
        ]),
    ...(draft.solution === null ? [] : [`An answer stands in ${linkText(draft.solution.thread, host)}.`]),
    ...(quote === undefined ? [] : ['', quoteText(quote, host)]),
    ...(tickable
      ? [
          '',
          renderBox(
            { action: DRAFT, id, ticked: human.ticked.includes(boxKey({ action: DRAFT, id })) },
            'open the prepared issue',
          ),
        ]
      : []),
  ].join('\n');
}
