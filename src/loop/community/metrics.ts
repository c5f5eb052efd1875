import { type Frame, type Measured, WINDOW_DAYS } from '../measured.ts';
import { createBusinessClock } from '../record/business-time.ts';
import { daysBefore, isWithin } from '../record/days.ts';
import { isCommunity, liveSince, maybeSame, personOf } from '../record/people.ts';
import { isSupport } from '../record/support.ts';
import type { RecordedThread } from '../record.ts';
import {
  type Basis,
  busFactorMetric,
  incidenceMetric,
  type Metric,
  medianMetric,
  proportionMetric,
  type Window,
} from '../statistics/metric.ts';
import { answerQualityMetrics } from './answer-metrics.ts';
import { contributionMetrics } from './contribution-metrics.ts';
import { contributions } from './contributions.ts';
import {
  type FirstResponse,
  firstResponses,
  followUps,
  inHours,
  type Responder,
  waits,
} from './first-response.ts';
import { type HelpEpisode, helpEpisodes } from './help.ts';
import { PRESENCE_DAYS, presenceOf } from './presence.ts';
import { presenceMetrics } from './presence-metrics.ts';
import { type Thanks, thanksTo } from './thanks.ts';

/** Within how long a community reply makes a community that helps itself. */
export const HELP_WITHIN_HOURS = 24;

/** What is measured of people, with the facts that other parts need. */
export interface CommunityMeasures {
  firstResponse: readonly Measured[];
  peerSupport: readonly Measured[];
  answerQuality: readonly Measured[];
  contributions: readonly Measured[];
  presence: readonly Measured[];
  thanks: readonly Thanks[];
  /** parts that the checklists judge */
  judged: {
    /** staff among those who answered first */
    staffFirst: Metric;
    /** who answered first within a day */
    within: Record<Responder, Metric>;
  };
}

export function measureCommunity(frame: Frame): CommunityMeasures {
  const { record, asOf, timezone } = frame;
  // Older ones fall into no window below.
  const since = daysBefore(asOf, PRESENCE_DAYS, timezone);
  const episodes = helpEpisodes(liveSince(record.threads, since));
  const given = contributions(record, episodes, since);
  const quarter = frame.trailing(WINDOW_DAYS.quarter);
  const responses = firstResponses(
    record.threads.filter(({ createdAt }) => isWithin(createdAt, quarter)),
    asOf,
  );
  const judged = judgedParts(frame, responses, quarter);
  return {
    firstResponse: firstResponseMetrics(frame, responses, quarter),
    peerSupport: peerSupportMetrics(frame, episodes, judged, quarter),
    answerQuality: answerQualityMetrics(frame, episodes, quarter),
    contributions: contributionMetrics(frame, given, quarter),
    presence: presenceMetrics(frame, presenceOf(record, given, asOf, timezone)),
    thanks: thanksTo(given, record.logins, quarter),
    judged,
  };
}

function judgedParts(
  frame: Frame,
  responses: readonly FirstResponse[],
  window: Window,
): CommunityMeasures['judged'] {
  const basis = frame.basis(window);
  const support = responses.filter(({ thread }) => isSupport(thread));
  const answered = support.filter(({ first }) => first !== null);
  const byStaff = answered.filter(({ first }) => first?.by === 'staff');
  const within = (by: Responder) => incidenceMetric(followUps(support), by, HELP_WITHIN_HOURS, basis);
  return {
    staffFirst: proportionMetric(byStaff.length, answered.length, basis),
    within: { staff: within('staff'), community: within('community') },
  };
}

function firstResponseMetrics(frame: Frame, responses: readonly FirstResponse[], window: Window): Measured[] {
  const basis = frame.basis(window);
  const isPull = ({ thread }: FirstResponse) => thread.type === 'pull_request';
  const told = responses.filter((response) => !isPull(response));
  const pulls = responses.filter(isPull);
  const by = { anybody: 'anybody else', staff: 'staff', community: 'the community' } as const;
  const hours = (['anybody', 'staff', 'community'] as const).map(
    (responder): Measured => ({
      id: `first-response.${responder}`,
      name: `First response by ${by[responder]}`,
      definition: `Median wait until the first comment by ${by[responder]} on issues and discussions of the community; neither the author nor bots; the unanswered count as waiting (Kaplan-Meier).`,
      unit: 'hours',
      metric: medianMetric(waits(told, responder), basis),
    }),
  );
  return [
    ...hours,
    ...officeHours(frame, told, basis),
    {
      id: 'first-response.pulls',
      name: 'First response to pull requests',
      definition: 'The same for pull requests of the community; a review is a response.',
      unit: 'hours',
      metric: medianMetric(waits(pulls, 'anybody'), basis),
    },
  ];
}

function officeHours(frame: Frame, told: readonly FirstResponse[], basis: Basis): Measured[] {
  const { officeHours: hours } = frame.settings;
  if (hours === null) return [];
  const from = told.reduce(
    (least, { thread }) => (thread.createdAt < least ? thread.createdAt : least),
    frame.asOf,
  );
  const clock = createBusinessClock(hours, frame.timezone, { from, until: frame.asOf });
  const elapsed = (since: Date, until: Date) => inHours(new Date(0), new Date(clock(since, until)));
  return [
    {
      id: 'first-response.staff.office',
      name: 'First response by staff, office hours',
      definition: 'The wait for staff, counted in the configured office hours only.',
      unit: 'office hours',
      metric: medianMetric(waits(told, 'staff', elapsed), basis),
    },
  ];
}

function peerSupportMetrics(
  frame: Frame,
  episodes: readonly HelpEpisode[],
  { staffFirst, within }: CommunityMeasures['judged'],
  window: Window,
): Measured[] {
  const basis = frame.basis(window);
  const recent = episodes.filter(({ at }) => isWithin(at, window));
  const accepted = liveSince(frame.record.threads, window.from)
    .flatMap(acceptedOn)
    .filter(({ at }) => isWithin(at, window));
  return [
    {
      id: 'peer.accepted',
      name: 'Accepted answers by the community',
      definition: 'Of all accepted answers, those by community members who had not asked.',
      unit: 'share',
      metric: proportionMetric(accepted.filter(({ byPeer }) => byPeer).length, accepted.length, basis),
    },
    {
      id: 'peer.first-within-24h.community',
      name: 'Community answers first within 24 h',
      definition:
        'Probability that a community member other than the author is the first to answer a support thread within 24 hours; staff compete (Aalen-Johansen).',
      unit: 'share',
      metric: within.community,
    },
    {
      id: 'peer.first-within-24h.staff',
      name: 'Staff answers first within 24 h',
      definition: 'The same for staff; the community competes.',
      unit: 'share',
      metric: within.staff,
    },
    {
      id: 'peer.staff-first',
      name: 'First answers by staff',
      definition: 'Of the support threads that were answered, those where staff was first.',
      unit: 'share',
      metric: staffFirst,
    },
    {
      id: 'peer.bus-factor',
      name: 'Bus factor of help',
      definition:
        'Fewest people, staff included, who give 51 % of the answers to support threads; ghosts count as one.',
      unit: 'people',
      metric: busFactorMetric(timesByPerson(recent), basis),
    },
  ];
}

/** The accepted answers of a thread, and whether somebody of the community who had not asked gave them. */
function acceptedOn({ author, comments }: RecordedThread): { at: Date; byPeer: boolean }[] {
  return comments.flatMap(({ isAnswer, at, author: by }) =>
    isAnswer && by.role !== 'bot' ? { at, byPeer: isCommunity(by) && !maybeSame(by, author) } : [],
  );
}

function timesByPerson(episodes: readonly HelpEpisode[]): number[] {
  const times = new Map<number, number>();
  for (const { helper } of episodes) times.set(personOf(helper), (times.get(personOf(helper)) ?? 0) + 1);
  return [...times.values()];
}
