import type { KnownRepository } from '../../known-repository.ts';
import { threadLink } from '../../render/link.ts';
import { threadTitle } from '../../render/title.ts';
import type { WeekFacts } from '../../week-facts.ts';

/** Threads listed under "needs a stage": more is a table nobody reads; the rest is counted. */
const UNSTAGED_SHOWN_MAX = 10;

/** As many threads as the figures name at most. */
const UNSTAGED_TOLD_MAX = 20;

/** Longest title in a list line. */
const TITLE_CHARACTERS_MAX = 90;

type Unstaged = WeekFacts['unstaged'][number];

/** How many, as far as the figures tell: `12`, `20 or more`. */
export function unstagedCount(unstaged: WeekFacts['unstaged']): string {
  return unstaged.length >= UNSTAGED_TOLD_MAX ? `${UNSTAGED_TOLD_MAX} or more` : String(unstaged.length);
}

/** On the scale on which the config sets the bar: as a percentage it would read as how often such a guess is right. */
function guessed({ guess, confidence }: Unstaged, { settings }: KnownRepository): string {
  if (guess === null) return '';
  const [points, least] = [confidence, settings.stages.minConfidence].map((value) => Math.round(value * 100));
  return ` (perhaps ${guess}: ${points} points, a label needs ${least})`;
}

/** Threads whose stage the app did not dare to say; '' for none. */
export function renderUnstaged(
  unstaged: WeekFacts['unstaged'],
  repositories: readonly KnownRepository[],
  host: string,
  prefix: string,
): string {
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  const lines = unstaged.flatMap((thread) => {
    const repository = byId.get(thread.repositoryId);
    if (repository === undefined) return [];
    const title = threadTitle(thread.title, TITLE_CHARACTERS_MAX);
    const link = threadLink({ host, owner: repository.owner, name: repository.name, ...thread });
    return [`- ${link} ${title}${guessed(thread, repository)}`];
  });
  if (lines.length === 0) return '';
  const rest = lines.length - UNSTAGED_SHOWN_MAX;
  // The figures hold no more than so many threads: there may be others.
  const more = unstaged.length >= UNSTAGED_TOLD_MAX ? 'at least ' : '';
  return [
    `The app was not sure enough to label these: behind each stands its guess, if it has one. Comment \`${prefix}stage NAME\` on a thread to say what it is.`,
    '',
    ...lines.slice(0, UNSTAGED_SHOWN_MAX),
    ...(rest > 0 ? [`- and ${more}${rest} more`] : []),
  ].join('\n');
}
