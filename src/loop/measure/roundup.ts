import { contributions } from '../community/contributions.ts';
import { firstResponses, waits } from '../community/first-response.ts';
import { thanksTo } from '../community/thanks.ts';
import { type Frame, frameOf, type Measured, type MeasureSettings } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { activities, GHOST, isCommunity, personOf } from '../record/people.ts';
import type { ProjectRecord, RecordedCluster } from '../record.ts';
import { countMetric, medianMetric, type Window } from '../statistics/metric.ts';
import { table, thanksText } from './markdown.ts';

/** What a community did in a month, as Markdown to publish: it mentions nobody, ranks nobody and quotes nothing. */
export function roundupMarkdown(
  record: ProjectRecord,
  settings: MeasureSettings,
  month: { name: string; window: Window },
): string {
  const frame = frameOf(record, settings);
  const { window } = month;
  const given = contributions(record);
  return [
    `# Roundup ${month.name}`,
    table(figures(frame, window)),
    `## Thanks\n\n${thanksText(thanksTo(given, record.logins, window))}`,
    `## First contributions\n\n${thanksText(thanksTo(firstOnes(given), record.logins, window))}`,
    `## Solved\n\n${solvedText(frame.lives, window)}`,
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
  for (const { actor, at } of activities(record)) {
    const id = personOf(actor);
    if (isCommunity(actor) && id !== GHOST && isWithin(at, window)) people.add(id);
  }
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

function solvedText(lives: readonly RecordedCluster[] | null, window: Window): string {
  if (lives === null) return 'Unknown: how clusters went on is not kept.';
  const within = (at: Date | null) => at !== null && isWithin(at, window);
  const lines = lives.flatMap(({ id, releasedAt, documentedAt, taughtAt }) => {
    const what = [
      ...(within(releasedAt) ? ['released'] : []),
      ...(within(documentedAt) ? ['documented'] : []),
      ...(within(taughtAt) ? ['taught'] : []),
    ];
    return what.length === 0 ? [] : [`- c${id}: ${what.join(', ')}`];
  });
  return lines.length === 0 ? 'Nothing in this month.' : lines.join('\n');
}
