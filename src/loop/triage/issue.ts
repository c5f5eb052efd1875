import { limitBody } from '../render/limit.ts';
import { renderMarker } from '../render/marker.ts';
import type { Agenda, MadeAttestation, MadeDecision, Section } from './agenda.ts';
import { latestDecisions } from './candidates.ts';
import type { HumanPart } from './human.ts';
import { NO_HUMAN_PART, renderNotes } from './human.ts';
import { renderDuplicates } from './sections/duplicates.ts';
import { renderHeld } from './sections/held.ts';
import { renderLog } from './sections/log.ts';
import { openQuestions, renderQuestions } from './sections/questions.ts';
import { renderDrafts } from './sections/teach.ts';
import { renderTopics } from './sections/topics.ts';
import { VISIBLE_WORDS_MAX, visibleWords } from './words.ts';

/** GitHub's limit is 65,536; what people add by hand has to fit, too. */
const ISSUE_CHARACTERS_MAX = 59_000;

/** The title of a weekly issue. */
export function weekTitle(week: string): string {
  return `Feedback triage: ${week}`;
}

/**
 * Title and body of a weekly issue, as Markdown that pings nobody and links without backlinks: what the agenda says, what
 * was decided since, and what people wrote into it. At most 900 words are visible; the rest is folded.
 * @param decisions all that stand, of this and earlier weeks, as far as their clusters may be shown
 * @param human ticks, owners and notes as they stand in the issue
 * @param attestations that stand, of this week
 */
export function renderIssue(
  agenda: Agenda,
  decisions: readonly MadeDecision[],
  human: HumanPart,
  attestations: readonly MadeAttestation[] = [],
): { title: string; body: string } {
  const marker = renderMarker('triage', agenda.week);
  const sections =
    agenda.length === 'short'
      ? shortSections(agenda, human)
      : fullSections(agenda, { decisions, attestations }, human);
  // What people write takes no room from what the app says.
  const wordless: HumanPart = { ...NO_HUMAN_PART, ticked: human.ticked };
  // Only what was decided in this issue is told beside the boxes: a topic that is asked for again has an older decision.
  const here = latestDecisions(decisions.filter(({ week }) => week === agenda.week));
  const build = ({ limit, terse }: Fit, said: HumanPart): string =>
    [
      agenda.header,
      renderTopics(agenda, here, said, terse),
      ...sections.map((section) => renderSection(section, limit)),
      `### Notes\n\n${renderNotes(said.notes)}`,
      footer(agenda),
    ].join('\n\n');
  const fit = fits(sections).find((each) => visibleWords(build(each, wordless)) <= VISIBLE_WORDS_MAX);
  return {
    title: weekTitle(agenda.week),
    body: limitBody(build(fit ?? TIGHTEST, human), marker, ISSUE_CHARACTERS_MAX),
  };
}

/** What people have said in answer to weekly issues. */
interface Said {
  decisions: readonly MadeDecision[];
  attestations: readonly MadeAttestation[];
}

/** How much is shown: sections that give way later than this limit, and topics with or without words of others. */
interface Fit {
  limit: number;
  terse: boolean;
}

/** Everything but the topics is folded. */
const TIGHTEST: Fit = { limit: -1, terse: true };

/** What gives way first is folded first; then the topics lose their quotations; at last even what is broken is folded. */
function fits(sections: readonly Section[]): Fit[] {
  const limits = [...new Set([0, ...sections.flatMap(({ givesWay }) => givesWay ?? [])])];
  return [
    ...limits.sort((a, b) => b - a).map((limit) => ({ limit, terse: false })),
    { limit: 0, terse: true },
    TIGHTEST,
  ];
}

/** Of what wants attention, a short issue tells what gives way no sooner. */
const SHORT_GIVES_WAY_MAX = 1;

/**
 * A team without an hour: the verdict and three decisions. What is broken, came back or is stuck is told all the same,
 * and so is what people wait for who are told nothing until somebody has spoken.
 */
function shortSections(agenda: Agenda, human: HumanPart): Section[] {
  const urgent = agenda.attention.filter(
    ({ givesWay }) => givesWay !== null && givesWay <= SHORT_GIVES_WAY_MAX,
  );
  return filled([...urgent, heldSection(agenda, human), pairsSection(agenda, human, true)]);
}

function heldSection({ held = [], prefix }: Agenda, human: HumanPart): Section {
  return { title: 'Waits for approval', body: renderHeld(held, prefix, human), givesWay: 2 };
}

/** @param isFixed those of which one side is solved, or the others */
function pairsSection({ duplicates, host }: Agenda, human: HumanPart, isFixed: boolean): Section {
  const asked = duplicates.filter(({ fixed }) => (fixed !== undefined) === isFixed);
  const title = `${isFixed ? 'Fixed, too?' : 'Possible duplicates'} (${asked.length})`;
  return { title, body: renderDuplicates(asked, host, human), givesWay: 2 };
}

function filled(sections: readonly Section[]): Section[] {
  return sections.filter(({ body }) => body !== '');
}

function fullSections(agenda: Agenda, { decisions, attestations }: Said, human: HumanPart): Section[] {
  const drafts = renderDrafts(agenda.drafts, agenda.host, human, agenda.docs);
  // What is decided in this very issue is among its topics.
  const log = renderLog(decisions, [...(agenda.titles ?? []), ...agenda.topics], attestations);
  const questions = agenda.questions ?? [];
  const open = openQuestions(questions, attestations).length;
  return filled([
    ...agenda.attention,
    heldSection(agenda, human),
    pairsSection(agenda, human, true),
    pairsSection(agenda, human, false),
    ...agenda.figures,
    { title: `Teach next (${agenda.drafts.length})`, body: drafts, givesWay: null },
    { title: `Decisions (${decisions.length + attestations.length})`, body: log, givesWay: null },
    {
      title: `Only you know (${open})`,
      body: renderQuestions(questions, attestations, agenda.prefix),
      givesWay: null,
    },
    ...agenda.appendix,
  ]);
}

function renderSection({ title, body, givesWay }: Section, limit: number): string {
  return givesWay !== null && givesWay <= limit
    ? `### ${title}\n\n${body}`
    : `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function footer({ prefix }: Agenda): string {
  return `<sub>Fullcircle, an automated app, opens this issue once a week, because it is installed here and this is its triage repository. Comment \`${prefix}triage\` to refresh it. To stop it, set \`mode: observe\` in \`.github/fullcircle.yml\`.</sub>`;
}
