import { capital } from '../render/capital.ts';
import { breakReferences, cleanText } from '../render/escape.ts';
import { limitBody } from '../render/limit.ts';
import { threadLink } from '../render/link.ts';
import { renderMarker } from '../render/marker.ts';
import { neutralise, neutralisePlain } from '../render/neutralise.ts';
import type { Draft, Format } from './draft.ts';

const TITLE_CHARACTERS_MAX = 80;
const QUOTE_CHARACTERS_MAX = 280;
const SOLUTION_CHARACTERS_MAX = 1_200;
const ERROR_CHARACTERS_MAX = 200;

/** What each format consists of; the writer fills it in. */
const OUTLINES: Record<Format, readonly string[]> = {
  guide: [
    'What you will have at the end, in one sentence',
    'What you need before you begin',
    'The steps, each with code that runs as it stands',
    'How to see that it works',
    'Where to go from here',
  ],
  troubleshooting: [
    'The error, exactly as it is printed',
    'What causes it',
    'How to find out whether this is your case',
    'How to solve it',
    'How to avoid it',
  ],
  example: [
    'The case, in one sentence',
    'A repository that runs without edits, tested in CI',
    'The three places that readers will change',
    'What differs in production',
  ],
  'error message': [
    'The message as it is',
    'What the reader is trying to do when it comes',
    'The message as it should be: what happened, why, what to do next',
    'A link to the page that explains it',
  ],
  post: [
    'The problem, in the words of those who have it',
    'What they tried, and why it is hard',
    'A way that works, with code',
    'What it does not do',
  ],
};

/** What somebody is asked to write. */
const WORK: Record<Format, string> = {
  guide: 'a guide',
  troubleshooting: 'a troubleshooting entry',
  example: 'an example',
  'error message': 'a better error message',
  post: 'a post',
};

/** The prepared issue for a draft, as Markdown that pings nobody. */
export function renderOutline(draft: Draft, host: string): { title: string; body: string } {
  const { clusterId, format, title, because, stage, reporters, quotes, solution, error } = draft;
  const people = reporters === 1 ? '1 person' : `${reporters} people`;
  const body = [
    `**What to write**: ${WORK[format]}, because ${because}. ${people} reported it (c${clusterId}).`,
    `**For whom**: ${stage === null ? 'readers of any stage' : `readers at the stage of ${stage}`}.`,
    ...(error === ''
      ? []
      : [`**The error**: ${neutralisePlain(error, { inline: true, maxCharacters: ERROR_CHARACTERS_MAX })}`]),
    '### In developers’ own words',
    quotes
      .map(
        ({ text, thread }) =>
          `> “${neutralisePlain(text, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX })}” ${threadLink({ ...thread, host })}`,
      )
      .join('\n\n') || 'Nothing short enough to quote; read the threads.',
    '### The solution',
    ...solutionText(draft.solution, solution === null ? '' : threadLink({ ...solution.thread, host })),
    '### Outline',
    OUTLINES[format].map((step) => `- [ ] ${step}`).join('\n'),
    '<sub>Fullcircle, an automated app, prepared this because somebody ticked it in the weekly triage. It does not change it any more: edit or close it as you like.</sub>',
  ].join('\n\n');
  return {
    title: `${capital(format)}: ${plainTitle(title)}`,
    body: limitBody(body, renderMarker('teach', `c${clusterId}`)),
  };
}

function solutionText(solution: Draft['solution'], link: string): string[] {
  if (solution === null) return ['Not known yet. Find it before you write.'];
  const words = neutralise(solution.text, { inline: false, maxCharacters: SOLUTION_CHARACTERS_MAX });
  return [
    `From ${link}; check it before you publish it.`,
    ...(words === ''
      ? []
      : [
          words
            .split('\n')
            .map((line) => (line === '' ? '>' : `> ${line}`))
            .join('\n'),
        ]),
  ];
}

/** A title is no Markdown: nothing in it is escaped, but its references would be live. */
function plainTitle(title: string): string {
  const clean = cleanText(title).replace(/\s+/gu, ' ').trim();
  const short = [...clean].slice(0, TITLE_CHARACTERS_MAX).join('');
  return breakReferences(short === '' ? 'untitled problem' : short);
}
