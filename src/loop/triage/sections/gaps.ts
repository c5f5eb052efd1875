import { table } from '../../measure/markdown.ts';
import type { Measures } from '../../measure.ts';
import type { Measured } from '../../measured.ts';
import type { ProjectRecord } from '../../record.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import { isAskable, unknownLines } from './questions.ts';

/** Longest config problem: it may quote the file. */
const PROBLEM_CHARACTERS_MAX = 300;

/** More problems than this are repaired one after the other anyway. */
const PROBLEMS_SHOWN_MAX = 10;

const WEEKS_FOR_RATES_DAYS = 28;
const DAY_MS = 86_400_000;

/** Problems of the config files in force; '' for none. */
export function renderProblems(problems: readonly string[]): string {
  if (problems.length === 0) return '';
  const lines = problems
    .slice(0, PROBLEMS_SHOWN_MAX)
    .map(
      (problem) => `- ${neutralisePlain(problem, { inline: true, maxCharacters: PROBLEM_CHARACTERS_MAX })}`,
    );
  const rest = problems.length - PROBLEMS_SHOWN_MAX;
  return [
    'Something in `.github/fullcircle.yml` cannot be used. What worked last stays in force until it is repaired:',
    '',
    ...lines,
    ...(rest > 0 ? [`- and ${rest} more; the check run on the commit names them all`] : []),
  ].join('\n');
}

/** What the numbers lack, and how often the app itself was wrong. */
export function renderGaps(record: ProjectRecord, measures: Measures): string {
  const measured = unknownLines(measures).filter((line) => !isAskable(line));
  const own = measures.health.filter(
    ({ id }) => id === 'loop.overridden' || id.startsWith('loop.link-precision'),
  );
  const gaps = [
    ...(measures.staff === 'inferred'
      ? ['Who is staff is inferred, since the config names nobody: `staff` in it says who.']
      : []),
    ...youngRepositories(record),
    ...(measured.length === 0
      ? []
      : [`Not known is whether ${measured.map(({ text }) => text).join('; ')}.`]),
  ];
  return [
    ...(gaps.length === 0 ? [] : [gaps.map((gap) => `- ${gap}`).join('\n')]),
    `How often people agreed with the app:\n\n${ownPrecision(own)}`,
  ].join('\n\n');
}

/** Repositories that were not watched for the four weeks that rates are counted over. */
function youngRepositories({ repositories, asOf }: ProjectRecord): string[] {
  const young = repositories.filter(
    ({ observedSince }) => asOf.getTime() - observedSince.getTime() < WEEKS_FOR_RATES_DAYS * DAY_MS,
  );
  if (young.length === 0) return [];
  const days = Math.floor(
    (asOf.getTime() - Math.min(...young.map(({ observedSince }) => observedSince.getTime()))) / DAY_MS,
  );
  const time = days === 1 ? '1 day' : `${days} days`;
  if (repositories.length === 1) return [`The repository was watched for ${time}: numbers are too low.`];
  return [
    `Watched for ${time} at most: ${young.length} of ${repositories.length} repositories. Numbers from there are too low.`,
  ];
}

function ownPrecision(own: readonly Measured[]): string {
  return own.length === 0 ? 'Nobody has judged it yet.' : table(own);
}
