import { type Frame, type Measured, unobserved, WINDOW_DAYS } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { decided } from '../record/decided.ts';
import { isCommunity, repliesTo } from '../record/people.ts';
import type { RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';
import { countMetric, type Metric, proportionMetric } from '../statistics/metric.ts';

/** Whether what the community reports turns into what the community teaches: decided, taught, used, over 12 weeks. */
export function flywheel(frame: Frame): Measured[] {
  const { lives, problems } = frame;
  const window = frame.trailing(WINDOW_DAYS.quarter);
  const own = (lives ?? []).filter(({ id }) => (problems.get(id)?.reporters.size ?? 0) > 0);
  const upon = own.filter((cluster) => decided(cluster).some(({ at }) => isWithin(at, window)));
  const taught = upon.filter(({ taughtAt }) => taughtAt !== null);
  const used = taught.filter(
    ({ taughtUrl, taughtAt }) =>
      taughtUrl !== null && taughtAt !== null && isLinked(frame, taughtUrl, taughtAt),
  );
  const known = (metric: Metric): Metric =>
    lives === null ? unobserved(frame, window, 'how clusters went on') : metric;
  const count = (id: string, name: string, definition: string, list: readonly unknown[]): Measured => ({
    id: `flywheel.${id}`,
    name,
    definition,
    unit: 'count',
    metric: known(countMetric(list.length, frame.basis(window))),
  });
  const share = (
    id: string,
    name: string,
    part: readonly unknown[],
    whole: readonly unknown[],
  ): Measured => ({
    id: `flywheel.${id}`,
    name,
    definition: `${name}, in 12 weeks.`,
    unit: 'share',
    metric: known(proportionMetric(part.length, whole.length, frame.basis(window))),
  });
  return [
    count(
      'decided',
      'Flywheel: decided',
      'Clusters with community reporters that were decided upon in 12 weeks.',
      upon,
    ),
    count('taught', 'Flywheel: taught', 'Of those, the ones for which something was taught.', taught),
    count(
      'used',
      'Flywheel: used',
      'Of those, the ones whose taught link stands in a community answer since.',
      used,
    ),
    share('taught-of-decided', 'Taught of decided', taught, upon),
    share('used-of-taught', 'Used of taught', used, taught),
  ];
}

function isLinked({ record }: Frame, url: string, since: Date): boolean {
  const wanted = plain(url);
  return record.threads.some((thread) =>
    linksOn(thread).some(({ link, at }) => at >= since && link === wanted),
  );
}

/** What the community's replies to a thread link to. */
const linksOn = remembering((thread: RecordedThread) =>
  repliesTo(thread).flatMap(({ author, at, said }) =>
    isCommunity(author) ? (said?.links ?? []).map((link) => ({ link: plain(link), at })) : [],
  ),
);

/** The page, whatever the anchor and the slash at its end. */
function plain(url: string): string {
  return url.replace(/#.*$/u, '').replace(/\/$/u, '').toLowerCase();
}
