import { contributions } from '../community/contributions.ts';
import { firstResponses, waits } from '../community/first-response.ts';
import { type Thanks, thanksTo } from '../community/thanks.ts';
import { type Frame, frameOf, type Measured, type MeasureSettings } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { eachActivity, GHOST, isCommunity, personOf } from '../record/people.ts';
import type { ProjectRecord, RecordedCluster } from '../record.ts';
import { countMetric, medianMetric, type Window } from '../statistics/metric.ts';
import { table, thanksText } from './markdown.ts';

/** What a community did in a month, to publish: it ranks nobody and quotes nothing. */
export interface Roundup {
  /** `2026-11` */
  month: string;
  window: Window;
  figures: readonly Measured[];
  thanks: readonly Thanks[];
  firstContributions: readonly Thanks[];
  /** null: how clusters went on is not kept */
  solved: readonly { clusterId: number; what: readonly ('released' | 'documented' | 'taught')[] }[] | null;
}

/** The month as the record tells it. */
export function roundupOf(
  record: ProjectRecord,
  settings: MeasureSettings,
  { name, window }: { name: string; window: Window },
): Roundup {
  const frame = frameOf(record, settings);
  const given = contributions(record);
  return {
    month: name,
    window,
    figures: figures(frame, window),
    thanks: thanksTo(given, record.logins, window),
    firstContributions: thanksTo(firstOnes(given), record.logins, window),
    solved: solvedIn(frame.lives, window),
  };
}

/** The same as Markdown that mentions nobody. */
export function roundupMarkdown({
  month,
  figures: measured,
  thanks,
  firstContributions,
  solved,
}: Roundup): string {
  return [
    `# Roundup ${month}`,
    table(measured),
    `## Thanks\n\n${thanksText(thanks)}`,
    `## First contributions\n\n${thanksText(firstContributions)}`,
    `## Solved\n\n${solvedText(solved)}`,
  ]
    .map((section) => `${section}\n`)
    .join('\n');
}

function figures(frame: Frame, window: Window): Measured[] {
  const { record } = frame;
  const basis = frame.basis(window);
  const opened = record.threads.filter(
    ({ createdAt, author }) => isWithin(createdAt, window) && isCommunity(author),
  );
  const people = new Set<number>();
  eachActivity(record, window.from, (actor, at) => {
    const id = personOf(actor);
    if (isCommunity(actor) && id !== GHOST && isWithin(at, window)) people.add(id);
  });
  return [
    {
      id: 'roundup.opened',
      name: 'Threads opened by the community',
      definition: 'Threads that the community opened in the month.',
      unit: 'count',
      metric: countMetric(opened.length, basis),
    },
    {
      id: 'roundup.people',
      name: 'People who took part',
      definition: 'Distinct community members seen in the month.',
      unit: 'people',
      metric: countMetric(people.size, basis),
    },
    {
      id: 'roundup.first-response',
      name: 'First response',
      definition: 'Median wait for somebody else on threads of the month; the unanswered count as waiting.',
      unit: 'hours',
      metric: medianMetric(waits(firstResponses(opened, frame.asOf), 'anybody'), basis),
    },
  ];
}

/** The first contribution of each person, whatever it was. */
function firstOnes(given: ReturnType<typeof contributions>): ReturnType<typeof contributions> {
  const first = new Map<number, (typeof given)[number]>();
  for (const each of given) {
    const before = each.person.id === null ? undefined : first.get(each.person.id);
    if (each.person.id === null || (before !== undefined && before.at <= each.at)) continue;
    first.set(each.person.id, each);
  }
  return [...first.values()];
}

function solvedIn(lives: readonly RecordedCluster[] | null, window: Window): Roundup['solved'] {
  if (lives === null) return null;
  const within = (at: Date | null) => at !== null && isWithin(at, window);
  return lives.flatMap(({ id, releasedAt, documentedAt, taughtAt }) => {
    const what = [
      ...(within(releasedAt) ? (['released'] as const) : []),
      ...(within(documentedAt) ? (['documented'] as const) : []),
      ...(within(taughtAt) ? (['taught'] as const) : []),
    ];
    return what.length === 0 ? [] : [{ clusterId: id, what }];
  });
}

function solvedText(solved: Roundup['solved']): string {
  if (solved === null) return 'Unknown: how clusters went on is not kept.';
  if (solved.length === 0) return 'Nothing in this month.';
  return solved.map(({ clusterId, what }) => `- c${clusterId}: ${what.join(', ')}`).join('\n');
}
