import { type Frame, knownShare, type Measured } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, isWithin } from '../record/days.ts';
import { isCommunity } from '../record/people.ts';
import { type Metric, proportionMetric, trendMetric, type Window } from '../statistics/metric.ts';
import type { HelpEpisode } from './help.ts';

/** How good the community's answers are, as far as threads tell. */
export function answerQualityMetrics(
  frame: Frame,
  episodes: readonly HelpEpisode[],
  window: Window,
): Measured[] {
  const own = episodes.filter(({ helper }) => isCommunity(helper));
  const recent = own.filter(({ at }) => isWithin(at, window));
  const basis = frame.basis(window, 'inferred');
  const readable = recent.filter(({ shows }) => shows !== null);
  const count = (outcome: HelpEpisode['outcome']) => recent.filter((each) => each.outcome === outcome).length;
  const times = (list: readonly HelpEpisode[]) => list.map(({ at }) => at);
  const helped = countByWeek(frame.weeks, times(own.filter(({ outcome }) => outcome !== null)));
  const given = countByWeek(frame.weeks, times(own));
  const weeks = given.map((exposure, index) => ({ count: present(helped[index]), exposure }));
  const share = (id: string, name: string, definition: string, metric: Metric): Measured => ({
    id: `answers.${id}`,
    name,
    definition,
    unit: 'share',
    metric,
  });
  return [
    share(
      'accepted',
      'Community answers that were accepted',
      'Answers of the community to support threads that were marked as the answer.',
      proportionMetric(count('accepted'), recent.length, frame.basis(window)),
    ),
    share(
      'thanked',
      'Community answers that were thanked for',
      'Answers after which the author said thanks or that it works, and that were not accepted.',
      proportionMetric(count('thanked'), recent.length, basis),
    ),
    share(
      'closed',
      'Community answers after which the author closed',
      'Answers that were neither accepted nor thanked for, after which the author closed the thread.',
      proportionMetric(count('closed by author'), recent.length, basis),
    ),
    share(
      'shown',
      'Community answers with code or a link',
      'Answers of the community whose text has code or a link.',
      proportionMetric(
        readable.filter(({ shows }) => shows).length,
        readable.length,
        frame.basis(
          window,
          'observed',
          knownShare(recent, ({ shows }) => shows !== null),
        ),
      ),
    ),
    {
      id: 'answers.trend',
      name: 'Trend of answers that helped',
      definition:
        'Share of community answers that were accepted, thanked for or closed upon: last 4 weeks over the 12 before.',
      unit: 'ratio',
      metric: trendMetric(weeks, basis),
    },
  ];
}
